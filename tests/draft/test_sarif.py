"""SARIF: the standard's models take it; its official schema too, where ``DOCCHECK_SARIF_SCHEMA`` names the file."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sarif_pydantic import Sarif

from doccheck.export.records import report_record
from doccheck.export.sarif import FINGERPRINT, sarif_log
from doccheck.pipeline import Tools, check_document
from tests.draft.conftest import ROOT

SAMPLES = ROOT / "corpus" / "samples"
NAMES = ("02-qd-can-cu-da-het-hieu-luc-2020.docx", "10-qd-tinh-da-sap-nhap.pdf", "27-tep-hong.docx")


@pytest.fixture(scope="module")
def records(tools: Tools) -> list[Any]:
    return [report_record(check_document(SAMPLES / n, tools, as_of=date(2026, 11, 24)), tools.book) for n in NAMES]


@pytest.fixture(scope="module")
def log(records: list[Any], tools: Tools) -> Any:
    return json.loads(json.dumps(sarif_log(records, tools.book), ensure_ascii=False))


def test_models_take_it(log: Any, records: list[Any]) -> None:
    run = Sarif.model_validate(log).runs[0]
    assert run.results is not None and len(run.results) == sum(len(r["findings"]) for r in records) > 0


if SCHEMA := os.environ.get("DOCCHECK_SARIF_SCHEMA"):

    def test_official_schema(log: Any) -> None:
        from jsonschema import Draft4Validator, Draft7Validator

        schema = json.loads(Path(SCHEMA).read_text("utf-8"))
        validator = Draft4Validator if "draft-04" in schema["$schema"] else Draft7Validator
        assert not list(validator(schema).iter_errors(log))


def test_places_and_rules(log: Any, records: list[Any], tools: Tools) -> None:
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    text = check_document(SAMPLES / NAMES[0], tools, as_of=date(2026, 11, 24)).reading.text
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] and result["level"] in {"error", "warning", "note"}
        place = result["locations"][0]["physicalLocation"]
        assert (
            run["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"] == place["artifactLocation"]["uri"]
        )
        region = place.get("region")
        if region and place["artifactLocation"]["index"] == 0:
            start = region["charOffset"]
            assert text.body[start : start + region["charLength"]] == region["snippet"]["text"]
    prints = {r["partialFingerprints"][FINGERPRINT] for r in run["results"]}
    assert prints == {f["fingerprint"] for r in records for f in r["findings"]}
    told = run["invocations"][0]
    assert told["executionSuccessful"] is False and told["toolExecutionNotifications"]


def test_odd_names_are_uris(records: list[Any], tools: Tools) -> None:
    for path, uri in (
        ("quyết định 1.docx", "quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%201.docx"),
        ("/a b/c.pdf", "file:///a%20b/c.pdf"),
        ("x:y.docx", "x%3Ay.docx"),
    ):
        log = sarif_log([{**records[0], "path": path}], tools.book)
        assert log["runs"][0]["artifacts"][0]["location"]["uri"] == uri
        assert Sarif.model_validate(log)
