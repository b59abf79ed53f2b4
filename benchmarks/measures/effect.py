"""Day of effect on real texts: exact, or rightly "not computable" (after the gazette, or with another act's day).

Rows of ``docs.jsonl`` whose metadata is sure (``header_guess`` false) and whose text has an effect clause. Where the
text itself has no head (rebuilt articles), type and day of issue are taken from the metadata, so that "from the day of
signing" can be computed. ``JUDGED`` lists the labels that the text contradicts; they are counted, and counted again
without them.
"""

import json
import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

from doccheck.model.reading import EffectHow, Field, Header
from doccheck.model.text import Source, Span, Text
from doccheck.parse.acting import read_acting
from doccheck.parse.header import read_header
from doccheck.parse.references import read_references
from doccheck.rulebook.book import Book
from measures.table import Measure

CLAUSE = re.compile(
    r"này[^.;“]{0,80}?\s(?:có\s+hiệu\s+lực|thi\s+hành)(?:\s+thi\s+hành)?\s+(?:kể\s+)?(?:từ|sau)\b", re.I
)
OWN_DAY = re.compile(r"(?:ngày|khi|điểm|lúc)\s+(?:\S+\s+){1,3}$", re.I)
NOT_COMPUTABLE = {EffectHow.AFTER_GAZETTE}
JUDGED = {
    "docs/phapdien-2026-01/15-2024-TT-BVHTTDL-173083.txt": "text: 01/02/2025, label before the day of issue",
    "docs/phapdien-2026-01/08-2018-TT-BTTTT-137476.txt": "text: 01/7/2019",
    "docs/vbpl-review/39-2014-ND-CP.txt": "text: 25/6/2014",
    "docs/phapdien-2026-01/57-2015-TT-BLDTBXH-97361.txt": "text: 10/02/2015, misprint of the text",
    "docs/vbpl-review/29-2023-QH15.txt": "text: 01/01/2025, moved by a later act",
    "docs/vbpl-review/31-2024-QH15.txt": "text: 01/01/2025, moved by a later act",
    "docs/vbpl-review/101-2015-QH13.txt": "text: 01/7/2016, moved by a later act",
    "docs/vbpl-review/12-2017-QH14.txt": "the text is of another act (a resolution of the same session)",
    "docs/phapdien-2026-01/09-2020-TT-BCT-142379.txt": "text: 30/6/2020",
    "docs/phapdien-2026-01/105-2021-TT-BTC-151303.txt": "text: 15/01/2022, label before the day of issue",
    "docs/phapdien-2026-01/142-2020-ND-CP-147701.txt": "text: 01/02/2021, label before the day of issue",
    "docs/phapdien-2026-01/239-2009-TTLT-BTC-VKSNDTC-TANDTC-24893.txt": "text: 15/02/2010",
    "docs/phapdien-2026-01/14-2020-TT-BTNMT-145101.txt": "text: 27/11/2020",
    "docs/phapdien-2026-01/31-2025-ND-CP-175459.txt": "text: 12/4/2025",
    "docs/phapdien-2026-01/33-2019-TT-BCT-139659.txt": "text: 08/01/2019, misprint of the text",
    "docs/phapdien-2026-01/89-2018-ND-CP-130969.txt": "text: 10/8/2018",
    "docs/thienhocdata/115-VBHN-VPQH.txt": "consolidated text: prints its base law's clause",
}


def plain(path: Path) -> Text:
    """A text without its file's history."""
    body = unicodedata.normalize("NFC", path.read_text("utf-8"))
    source = Source(path=str(path), name=path.name, media_type="text/plain", size=len(body), sha256="")
    return Text(source=source, body=body)


def headed(text: Text, row: dict[str, str | None], book: Book) -> Header:
    """The head of a text, with type and day of the metadata where the text has none."""
    head = read_header(text, book)
    if head.issued_on is None and row["issue_date"]:
        head = replace(head, issued_on=Field(value=date.fromisoformat(row["issue_date"]), span=Span(0, 0)))
    instrument = book.instruments.by_name(row["type"] or "")
    if head.instrument is None and instrument:
        head = replace(head, instrument=Field(value=instrument, span=Span(0, 0)))
    return head


def has_clause(body: str) -> bool:
    """True when a text says of itself from when it takes effect."""
    return any(not OWN_DAY.search(body[max(0, m.start() - 30) : m.start()]) for m in CLAUSE.finditer(body))


def measure(data: Path, book: Book) -> Measure:
    """Count exact days per format and in all, raw and judged."""
    result = Measure("Day of effect (docs, metadata sure, text with a clause)")
    for line in (data / "docs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["header_guess"] or row["lang"] != "vi" or not row["effective_date"]:
            continue
        text = plain(data / row["path"])
        if not has_clause(text.body):
            continue
        head = headed(text, row, book)
        effect = read_acting(text, head, read_references(text, head, book), book).effects[0]
        needs_day = effect.how in (EffectHow.ON_SIGNING, EffectHow.AFTER_DAYS) and head.issued_on is None
        other_act = effect.how is EffectHow.ON_DATE and effect.on is None
        open_ = effect.how in NOT_COMPUTABLE or needs_day or other_act
        ok = open_ or (effect.on is not None and effect.on.isoformat() == row["effective_date"])
        detail = f"label {row['effective_date']}, read {effect.on} {effect.how.value}"
        result.case("raw", row["path"], ok, detail)
        result.row(f"raw, {row['format']}").add(ok)
        if row["path"] not in JUDGED:
            result.row("judged").add(ok)
        result.row("not computable").add(open_)
    result.notes.append(f"{len(JUDGED)} labels contradict their text, listed in benchmarks/measures/effect.py")
    return result
