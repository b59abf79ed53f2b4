"""Origins are said by name: no id of a table reaches people."""

from pathlib import Path

import pytest

from doccheck.rulebook.origins import origin_name
from doccheck.rulebook.place import data_dir


def _ids() -> list[str]:
    lines = (Path(data_dir("registry")) / "sources.tsv").read_text("utf-8").splitlines()[1:]
    return [line.split("\t")[0] for line in lines]


@pytest.mark.parametrize("origin", _ids())
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_source_of_the_seed_has_a_name(origin: str, lang: str) -> None:
    assert origin_name(origin, lang) not in ("", origin)


def test_files_keep_their_name() -> None:
    assert "danh-muc.xlsx" in origin_name("import:danh-muc.xlsx")


def test_several_are_joined_and_strangers_stay() -> None:
    assert origin_name("golden; text") == f"{origin_name('golden')}; {origin_name('text')}"
    assert origin_name("phapdien-2023-12+phapdien-2025-02").count(";") == 1
    assert origin_name("sổ riêng") == "sổ riêng"
