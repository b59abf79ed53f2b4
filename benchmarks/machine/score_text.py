"""Figures of texts: R15 to R17, R19, R20, R30."""

import random
import re
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from importlib.metadata import distributions, version
from pathlib import Path

from doccheck.extract import ExtractOptions, extract
from doccheck.model.text import State, Text, state_of
from doccheck.pipeline import read_text
from doccheck.rulebook.book import load_book
from machine.made_documents import FILLER, reference
from machine.score import Board, Row, row
from tests.run import hostile

NO_OCR = ExtractOptions(ocr=False)
CUES = (
    "Căn cứ {0};",
    "Bãi bỏ {0}.",
    "Quyết định này thay thế {0}.",
    "khoản 2 Điều 5 {0}",
    "sửa đổi {0} và {1}",
    "{0} hết hiệu lực kể từ ngày 01 tháng 7 năm 2020.",
    "theo {0}; {1}",
    "hướng dẫn {0} (gọi tắt là {1})",
)


def text_of(body: str, folder: Path, name: str = "a.txt") -> Text:
    path = folder / name
    path.write_text(body, "utf-8", errors="surrogatepass")
    return extract(path, NO_OCR)


def clauses(board: Board) -> Iterator[Row]:
    """R15: made-up clauses through reading: no exception, spans inside the text."""
    count = 4_000 if board.quick else 60_000
    rng, book, wrong, each = random.Random(board.seed), load_book(), [], 200
    junk = "0123456789/-–ĐđỲỹ .,;:()\n\t\u0301\u200b\xa0NQ"
    start = time.process_time()
    for batch in range(count // each):
        lines = []
        for _ in range(each):
            line = rng.choice(CUES).format(reference(rng), reference(rng))
            for _ in range(rng.choice((0, 0, 1, 4))):
                at = rng.randrange(len(line))
                line = line[:at] + rng.choice(junk) + line[at + rng.randrange(2) :]
            lines.append(line if rng.random() < 0.9 else rng.choice(FILLER))
        try:
            text = text_of("\n".join(lines), board.folder)
            reading = read_text(text, book)
            spans = [r.span for r in reading.references] + [c.span for c in reading.clauses if c.span]
            if any(not 0 <= s.start <= s.end <= len(text.body) for s in spans):
                wrong.append(f"seed {board.seed} batch {batch}: a span outside")
        except Exception as error:
            wrong.append(f"seed {board.seed} batch {batch}: {type(error).__name__} {error}")
    rate = count / max(time.process_time() - start, 1e-6)
    yield row(
        "R15",
        f"made-up clauses through reading: exceptions, spans outside ({rate:,.0f} a CPU second)",
        "0",
        str(len(wrong)),
        not wrong,
        count,
        wrong,
    )


def linear(board: Board) -> Iterator[Row]:
    """R16: adversarial lines, twice as long: time must not grow faster than the text.

    A text of nothing but references costs what its references cost: how much slower than an ordinary text is told.
    """
    book, reds, worst, slowest = load_book(), [], 0.0, (0.0, "")
    size = 40_000 if board.quick else 250_000
    ordinary = text_of(hostile.OLD * (size // len(hostile.OLD)), board.folder)
    read_text(ordinary, book)

    def cost(body: str) -> float:
        text = text_of(body, board.folder)
        start = time.process_time()
        read_text(text, book)
        return time.process_time() - start

    usual = cost(ordinary.body)
    for shape in hostile.SHAPES:
        short = min(cost(shape * (size // len(shape))) for _ in range(2))
        double = min(cost(shape * (2 * size // len(shape))) for _ in range(2))
        growth = double / max(short, 0.02)
        worst = max(worst, growth)
        slowest = max(slowest, (short / usual, shape))
        if growth > 2.6 and double > 0.3:
            reds.append(f"{shape!r}: {short:.2f} s, {double:.2f} s")
    yield row(
        "R16",
        f"lines of one shape, twice as long ({len(hostile.SHAPES)} shapes of {size // 1000} k; slowest "
        f"{slowest[0]:.1f}x an ordinary text: {slowest[1]!r})",
        "<= 2.6x",
        f"{worst:.2f}x",
        not reds,
        len(hostile.SHAPES),
        reds,
    )


def marks(board: Board) -> Iterator[Row]:
    body = "a" + hostile.MARKS * 250_000
    path = board.folder / "marks.txt"
    path.write_text(body, "utf-8")
    start = time.process_time()
    extract(path, NO_OCR)
    seconds = time.process_time() - start
    yield row("R17", "normalisation of 1 MB of combining marks", "< 1 s", f"{seconds:.2f} s", seconds < 1, 1)


TEXTS = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
GONE = re.compile(rb"<w:del [^>]*>.*?</w:del>|<mc:Fallback>.*?</mc:Fallback>", re.S)


def word_texts(board: Board) -> Iterator[Row]:
    """R19: every w:t of a sound Word file stands in its text."""
    from html import unescape

    short, total = [], 0
    folder = board.data / "hostile" if board.quick else board.data
    for path in sorted(folder.rglob("*.docx")) if folder.is_dir() else []:
        try:
            with zipfile.ZipFile(path) as package:
                inside = package.read("word/document.xml")
        except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError):
            continue
        if b"<!DOCTYPE" in inside:
            continue
        said = "".join(unescape(t.decode("utf-8", "replace")) for t in TEXTS.findall(GONE.sub(b"", inside)))
        text = extract(path, NO_OCR)
        if state_of(text.troubles) is State.UNREADABLE or not said.strip():
            continue
        total += 1
        letters = [c for c in unicodedata.normalize("NFC", said) if c.isalnum()]
        held = sum(1 for c in text.body if c.isalnum())
        if held < 0.995 * len(letters):
            short.append(f"{path.name}: {held} of {len(letters)} letters")
    if not total:
        yield row("R19", "Word files of the data folder that keep all their text", "100 %", "no data folder", None)
        return
    yield row(
        "R19",
        "Word files of the data folder that keep 99.5 % of their text",
        "all",
        f"{total - len(short)} of {total}",
        not short,
        total,
        short,
    )


def old_codes(board: Board) -> Iterator[Row]:
    """R20: old codes and odd Unicode: the right text, or a flag."""
    book, wrong, total = load_book(), [], 0
    home = board.folder / "codes"
    home.mkdir(exist_ok=True)
    for one in hostile.files(board.seed):
        if one.kind != "code":
            continue
        total += 1
        path = home / one.name
        path.write_bytes(one.data)
        text = extract(path, NO_OCR)
        number = read_text(text, book).header.number
        right = number is not None and str(number.value) in {"913/2014/QĐ-UBND", "955/2021/QĐ-UBND"}
        if not right and not text.troubles:
            wrong.append(f"seed {board.seed} {one.name}: {text.body[:60]!r}")
    yield row(
        "R20",
        "old codes, marks, mirrored and invisible letters: right or flagged",
        "all",
        f"{total - len(wrong)} of {total}",
        not wrong,
        total,
        wrong,
    )


LICENCES = (
    "mit",
    "bsd",
    "apache",
    "mpl",
    "mozilla",
    "psf",
    "python software",
    "isc",
    "zpl",
    "zope",
    "unlicense",
    "0bsd",
    "cc0",
    "public domain",
    "cnri",
    "hpnd",
    "zlib",
    "historical permission",
    "lgpl",  # as an unmodified library
)
LEAST = {"pdfminer.six": "20251230", "sqlite-utils": "4.2.1"}


def supply(board: Board) -> Iterator[Row]:
    """R30: what is installed of our dependencies: licences of the list, versions that mend what is known."""
    from importlib.metadata import requires

    names, queue = set(), ["doccheck"]
    while queue:
        name = queue.pop()
        for line in requires(name) or []:
            bare = re.split(r"[^A-Za-z0-9_.-]", line, maxsplit=1)[0]
            if "extra ==" not in line and bare.lower() not in names:
                try:
                    version(bare)
                except ImportError:
                    continue
                names.add(bare.lower())
                queue.append(bare)
    reds, seen = [], 0
    for found in distributions():
        meta = found.metadata
        if (meta["Name"] or "").lower() not in names:
            continue
        seen += 1
        told = " ".join(
            [
                meta.get("License-Expression") or "",
                (meta.get("License") or "")[:200],
                *(meta.get_all("Classifier") or []),
            ]
        ).lower()
        if not any(word in told for word in LICENCES) or (
            "gpl" in told.replace("lgpl", "") and "mpl" not in told and "apache" not in told
        ):
            reds.append(f"{meta['Name']}: {(meta.get('License-Expression') or meta.get('License') or 'unknown')[:60]}")
    reds += [
        f"{name} {version(name)} < {least}"
        for name, least in LEAST.items()
        if [int(x) for x in version(name).split(".")] < [int(x) for x in least.split(".")]
    ]
    forbidden = [n for n in ("pymupdf", "ghostscript", "unidecode", "html2text") if n in names]
    yield row(
        "R30",
        "licences of the runtime's dependencies and least versions (advisories are the index's to give)",
        "all",
        f"{seen - len(reds)} of {seen}",
        seen > 20 and not reds and not forbidden,
        seen,
        [*reds, *forbidden],
    )
