"""Sixty drafts: all planted faults are found, nothing is flagged in the clean ones."""

from typing import Any

import pytest
import yaml

from tests.draft.conftest import ROOT

IDS = [d["id"] for d in yaml.safe_load((ROOT / "corpus/drafts/drafts.yaml").read_text("utf-8"))["drafts"]]
FLAGGED = {"error", "warning", "review"}


def _seen(report: Any) -> list[tuple[str, str, str]]:
    text = report.reading.text
    return [(f.check, f.level.value, " ".join(text.quote(f.span).split()) if f.span else "") for f in report.findings]


def test_there_are_sixty() -> None:
    assert len(IDS) == len(set(IDS)) == 60


@pytest.mark.parametrize("name", IDS)
def test_labels(name: str, drafts: dict[str, Any]) -> None:
    draft, _, report = drafts[name]
    seen = _seen(report)
    for want in draft["expect"]:
        quote = " ".join(want["quote"].split())
        assert any(code == want["check"] and quote in words for code, _, words in seen), (want, seen)
    if not draft["expect"]:
        assert not [s for s in seen if s[1] in FLAGGED]


def test_a_draft_is_no_document_without_life(drafts: dict[str, Any]) -> None:
    codes = {f.check for _, _, report in drafts.values() for f in report.findings}
    assert not {code for code in codes if code.startswith("ST-")}
