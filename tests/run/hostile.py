"""Hostile files from a seed: every kind of damage, bomb, loop, lie and old code that a batch meets. Our own wording.

``make(folder, seed)`` writes them all (more than 500) and tells of each what must not be said of it: ``lossy`` files
must not be plainly whole. The same seed gives the same bytes.
"""

import io
import random
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.extract.makers import BODY, MAIN, MC, RELATIONS, TITLE, TYPES, W, decision_pdf, docx, paragraph
from tests.run.pile import NEW, OLD

SENTENCE = "Quyet dinh so 27/2021/QD-UBND ve viec muon sach cua thu vien."
SHAPES = (
    "1/2/3/", "12/2014/QĐ-", "Điều 1 khoản 2 ", "ngày 1 tháng 1 ", "(a) ", "a, b và ", "Luật ", "; ", "\t \t", "1.1.",
    "Nghị định số ", "thay thế ", "-", "/", "N" * 50 + "/", "0" * 60,
)  # fmt: skip
MARKS = "\u0301\u0323"


@dataclass(frozen=True)
class Hostile:
    """One file: its kind, its name and bytes, and whether being plainly whole would be a lie."""

    kind: str
    name: str
    data: bytes
    lossy: bool = False


def make(folder: Path, seed: int = 1) -> list[tuple[Hostile, Path]]:
    """Write them all."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for one in files(seed):
        path = folder / one.kind / one.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(one.data)
        made.append((one, path))
    return made


def files(seed: int = 1) -> Iterator[Hostile]:
    """All files of a seed, kind by kind."""
    for kind, maker in KINDS.items():
        for number, (suffix, data, lossy) in enumerate(maker(random.Random(f"{seed}-{kind}"))):
            yield Hostile(kind=kind, name=f"{number:03}.{suffix}", data=data, lossy=lossy)


Made = Iterator[tuple[str, bytes, bool]]


# PDF by hand


def pdf(objects: list[bytes], *, head: bytes = b"%PDF-1.4\n", tail: bytes | None = None, root: int = 1) -> bytes:
    """A PDF file of numbered objects with a right cross-reference table."""
    out, places = io.BytesIO(), []
    out.write(head)
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    trailer = b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    out.write(trailer if tail is None else tail)
    return out.getvalue()


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), more) + data + b"\nendstream"


def page(content: bytes, *, resources: bytes = b"/Font << /F 5 0 R >>", kids: bytes = b"[3 0 R]", count: int = 1,
         more: list[bytes] | None = None, catalog: bytes = b"") -> list[bytes]:  # fmt: skip
    return [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids %s /Count %d >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>" % resources,
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(more or []),
    ]


def shown(text: str = SENTENCE, mode: bytes = b"") -> bytes:
    return b"BT /F 12 Tf " + mode + b" 60 700 Td (" + text.encode("latin-1", "replace") + b") Tj ET"


@lru_cache(maxsize=1)
def good_pdf() -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return decision_pdf(Path(folder) / "a.pdf", pages=2).read_bytes()


@lru_cache(maxsize=1)
def good_docx() -> bytes:
    return docx("".join(paragraph(x) for x in (*TITLE, *BODY)))


def plain_pdf() -> bytes:
    return pdf(page(stream(shown())))


def mutants(rng: random.Random, data: bytes, suffix: str, count: int) -> Made:
    """Flipped, cut, doubled and overwritten bytes."""
    for _ in range(count):
        raw = bytearray(data)
        for _ in range(rng.choice((1, 3, 12, 60))):
            at = rng.randrange(len(raw))
            match rng.randrange(4):
                case 0:
                    raw[at] = rng.randrange(256)
                case 1:
                    del raw[at : at + rng.randrange(1, 40)]
                case 2:
                    raw[at:at] = raw[max(at - 30, 0) : at]
                case _:
                    raw[at : at + 8] = rng.randbytes(8)
        yield suffix, bytes(raw), False


def pdf_mutants(rng: random.Random) -> Made:
    yield from mutants(rng, good_pdf(), "pdf", 90)
    yield from mutants(rng, plain_pdf(), "pdf", 60)


def docx_mutants(rng: random.Random) -> Made:
    yield from mutants(rng, good_docx(), "docx", 60)
    for _ in range(30):  # the parts damaged, the package sound
        with zipfile.ZipFile(io.BytesIO(good_docx())) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        name = rng.choice(list(parts))
        parts[name] = next(mutants(rng, parts[name], "x", 1))[1]
        yield "docx", packed(parts), False


def text_mutants(rng: random.Random) -> Made:
    yield from mutants(rng, OLD.encode(), "txt", 30)
    yield from mutants(
        rng, f"<html><body><p>{'</p><p>'.join(NEW.split(chr(10)))}</p></body></html>".encode(), "html", 30
    )
    yield from mutants(rng, rtf(NEW), "rtf", 20)


def truncated(rng: random.Random) -> Made:
    for data, suffix in ((good_pdf(), "pdf"), (good_docx(), "docx")):
        for share in (0.02, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97, 0.995):
            yield suffix, data[: int(len(data) * share)], True
    yield "pdf", b"", True
    yield "docx", b"PK\x03\x04", True
    yield "pdf", b"%PDF-1.7", True


def noise(rng: random.Random) -> Made:
    for suffix in ("pdf", "docx", "doc", "rtf", "html", "txt", "odt", "png", "tif", "zip", "xlsx", "bin"):
        yield suffix, rng.randbytes(rng.randrange(1, 4_000)), False
        yield suffix, b"\x00" * rng.randrange(1, 4_000), False


def headless(rng: random.Random) -> Made:
    data = plain_pdf()
    yield "pdf", data[9:], False
    for junk in (b"\x00" * 700, b"From: a@b\n\n", b"\xef\xbb\xbf", b"MZ" + b"\x90" * 500):
        yield "pdf", junk + data, False
    for tail in (b"", b"%%EOF", b"startxref\n0\n%%EOF", b"startxref\n99999999\n%%EOF", b"startxref\n-1\n%%EOF"):
        yield "pdf", pdf(page(stream(shown())), tail=tail), False


def page_lies(rng: random.Random) -> Made:
    body = stream(shown())
    for kids, count in ((b"[]", 0), (b"[]", 7), (b"[3 0 R 3 0 R 3 0 R]", 1), (b"[3 0 R]", 5_000), (b"[3 0 R]", -3)):
        yield "pdf", pdf(page(body, kids=kids, count=count)), kids == b"[]"
    yield "pdf", pdf(page(body, kids=b"[2 0 R]")), True
    yield "pdf", pdf(page(body, kids=b"[9 0 R]")), True
    yield "pdf", pdf(page(body), root=3), True
    yield "pdf", pdf([b"<< /Type /Catalog >>"]), True
    yield "pdf", pdf(page(stream(b""))), True
    yield "pdf", pdf(page(stream(b"0 0 m 100 100 l S " * 200))), True


def loops(rng: random.Random) -> Made:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
    own = page(stream(shown() + b" /X Do"), resources=b"/Font << /F 5 0 R >> /XObject << /X 6 0 R >>")
    yield "pdf", pdf([*own, stream(b"/X Do", form % 6)]), False
    yield "pdf", pdf([*own, stream(b"/X Do", form % 7), stream(b"/X Do", form % 6)]), False
    laughs = [stream(b"/X Do " * 10, form % (n + 1)) for n in range(6, 15)]
    yield "pdf", pdf([*own, *laughs, stream(shown(), b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")]), False
    yield "pdf", pdf([*page(b"4 0 R")]), True
    chain = [*page(b"6 0 R"), b"7 0 R", b"6 0 R"]
    yield "pdf", pdf(chain), True
    yield "pdf", plain_pdf().replace(b"/Size", b"/Prev 9 /Size"), False
    start = plain_pdf()
    at = start.rindex(b"xref\n0")
    yield "pdf", start.replace(b"/Size", b"/Prev %d /Size" % at), False
    yield "pdf", pdf(page(stream(shown()), catalog=b"/Outlines 1 0 R /Names 1 0 R /StructTreeRoot 1 0 R")), False


def bombs(rng: random.Random) -> Made:
    flate = b"/Filter /FlateDecode"
    for megabytes in (20, 60):
        content = zlib.compress(b"BT (x) Tj ET " * (megabytes * 80_000), 9)
        yield "pdf", pdf(page(stream(content, flate))), False
    inner = b"\x00" * 80_000_000
    twice = zlib.compress(zlib.compress(inner, 9), 9)
    yield "pdf", pdf(page(stream(twice, b"/Filter [/FlateDecode /FlateDecode]"))), False
    ranges = b"".join(b"<%04x> <ffff> <0041>\n" % n for n in range(100))
    cmap = (
        b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 100 beginbfrange\n" + ranges + b"endbfrange"
    )
    fonts = page(stream(shown()), more=[stream(cmap)])
    fonts[4] = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R >>"
    yield "pdf", pdf(fonts), False
    big = b"<w:t>" + b"sach " * 30_000_000 + b"</w:t>"
    yield "docx", packed({**parts(""), "word/document.xml": document(b"<w:p><w:r>" + big + b"</w:r></w:p>")}), True
    many = {**parts(paragraph("a")), **{f"word/media/{n}.bin": b"" for n in range(12_000)}}
    yield "docx", packed(many), False
    yield "zip", packed({f"{n}.txt": b"a" for n in range(21_000)}), True
    nested = b"muon sach" * 100_000
    for _ in range(6):
        nested = packed({"a.zip": nested})
    yield "zip", nested, True
    lie = bytearray(packed({"a.txt": b"x" * 2_000_000}))
    at = lie.rindex(b"PK\x01\x02")
    lie[at + 24 : at + 28] = struct.pack("<I", 10)
    yield "zip", bytes(lie), False
    yield "png", png(60_000, 60_000), True
    yield "png", png(200_000, 3), True
    yield "pdf", pdf(page(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), resources=b"/XObject << /I 6 0 R >>", more=[
        stream(zlib.compress(b"\x00" * 1_000_000), flate + b" /Type /XObject /Subtype /Image /Width 30000 /Height 30000"
               b" /ColorSpace /DeviceGray /BitsPerComponent 8")])), True  # fmt: skip


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 1_000))
        + chunk(b"IEND", b"")
    )


def pictures(rng: random.Random) -> Made:
    ifd = struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 1, 9) + struct.pack("<I", 8)
    yield "tif", b"II*\x00\x08\x00\x00\x00" + ifd, True  # its directory points to itself
    yield "png", b"/etc/passwd\n/secret/canary.png\n", True  # a list of files to an engine that trusts names
    yield "png", b"http://127.0.0.1:9/canary.png\n", True
    yield "png", b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>", True
    yield "jpg", b"\xff\xd8\xff\xe0" + rng.randbytes(200), True
    yield "png", png(40, 40)[:-20], True
    yield "bmp", b"BM" + struct.pack("<IHHIIiiHHI", 10, 0, 0, 54, 40, 2**30, -(2**30), 1, 24, 0) + b"\x00" * 30, True
    yield "gif", b"GIF89a" + struct.pack("<HH", 65_535, 65_535) + b"\x00" * 20, True


# Word packages


def document(inside: bytes) -> bytes:
    return f"<w:document {W} {MC}><w:body>".encode() + inside + b"</w:body></w:document>"


def parts(body: str) -> dict[str, bytes]:
    return {"[Content_Types].xml": TYPES.encode(), "_rels/.rels": RELATIONS.encode(),
            "word/document.xml": document(body.encode())}  # fmt: skip


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name, (2021, 9, 14, 0, 0, 0)), data, method)
    return buffer.getvalue()


def word_lies(rng: random.Random) -> Made:
    dtds = (
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'http://127.0.0.1:9/canary'>]>",
        b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/canary.dtd'>",
        b"<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
        b"<!DOCTYPE a [<!ENTITY l0 'ha'>" + b"".join(
            b"<!ENTITY l%d '%s'>" % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)) + b"<!ENTITY x '&l9;'>]>",
        b"<!DOCTYPE a [<!ENTITY x '" + b"sach " * 20_000 + b"'>]>",
    )  # fmt: skip
    for dtd in dtds:
        inside = dtd + document(b"<w:p><w:r><w:t>&x;&x;&x;</w:t></w:r></w:p>")
        yield "docx", packed({**parts(""), "word/document.xml": inside}), True
        yield "docx", packed({**parts(paragraph(SENTENCE)), "[Content_Types].xml": dtd + TYPES.encode()}), False
    for name in ("../../thoat.xml", "/etc/thoat.xml", "C:\\thoat.xml", "word/../../thoat.xml", "word/\x00.xml"):
        yield "docx", packed({**parts(paragraph(SENTENCE)), name: b"<a/>"}), False
    deep = b"<w:p>" * 60_000 + b"<w:r><w:t>sach</w:t></w:r>" + b"</w:p>" * 60_000
    yield "docx", packed({**parts(""), "word/document.xml": document(deep)}), True
    attributes = " ".join(f"a{n}='1'" for n in range(60_000))
    yield "docx", packed({**parts(""), "word/document.xml": document(f"<w:p {attributes}/>".encode())}), True
    yield "docx", packed({"word/document.xml": document(paragraph(SENTENCE).encode())}), False
    yield "docx", packed({"[Content_Types].xml": TYPES.encode()}), True
    yield "docx", packed({**parts(""), "word/document.xml": document(b"")[:-20]}), True
    yield "docx", packed({**parts(""), "word/document.xml": b"\xff\xfe" + "<a/>".encode("utf-16-le")}), True
    yield "docx", twice(), False
    link = RELATIONS.replace("word/document.xml", "http://127.0.0.1:9/mau.docx").replace(
        "Target=", 'TargetMode="External" Target='
    )
    yield "docx", packed({**parts(""), "_rels/.rels": link.encode()}), True
    macro = TYPES.replace(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml")
    yield "docx", packed({**parts(paragraph(SENTENCE)), "[Content_Types].xml": macro.encode()}), False


def twice() -> bytes:
    """A package with two parts of one name."""
    import warnings

    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as package:
        warnings.simplefilter("ignore")
        for name, data in [*parts(paragraph(SENTENCE)).items(), *parts(paragraph("Mot van ban khac.")).items()]:
            package.writestr(name, data)
    return buffer.getvalue()


def broken_members(rng: random.Random) -> Made:
    for data, suffix in ((good_docx(), "docx"), (packed({"a.txt": OLD.encode(), "b.txt": NEW.encode()}), "zip")):
        for _ in range(10):
            raw = bytearray(data)
            at = rng.randrange(40, len(raw) // 2)
            raw[at : at + 20] = rng.randbytes(20)
            yield suffix, bytes(raw), False
        yield suffix, data[: data.rindex(b"PK\x05\x06")], True
        yield suffix, data.replace(b"PK\x01\x02", b"PK\x01\x09"), True
    locked = bytearray(packed({"a.txt": OLD.encode()}))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    yield "zip", bytes(locked), True
    yield "docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, True
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        yield "docx", packed(parts(paragraph(SENTENCE)), method), False


# texts


def rtf(text: str) -> bytes:
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text.replace("\n", "\\par\n"))
    return b"{\\rtf1\\ansi " + escaped.encode("ascii") + b"}"


def nesting(rng: random.Random) -> Made:
    for depth in (400, 5_000, 300_000):
        yield "html", b"<div>" * depth + SENTENCE.encode() + b"</div>" * depth, False
    yield "html", b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">" + SENTENCE.encode(), False
    for flood in (b"<!--", b"<![CDATA[", b"</", b"<a ", b"<table><tr><td>", b"&#", b"<b><i>"):
        yield "html", b"<html><body>" + SENTENCE.encode() + flood * 60_000, False
    yield "rtf", b"{\\rtf1 " + b"{" * 100_000 + b"sach" + b"}" * 100_000 + b"}", False
    yield "rtf", b"{\\rtf1 " + b"{\\b " * 3_000 + b"sach", False
    yield (
        "html",
        b"<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><img src=http://127.0.0.1:9/x>"
        + SENTENCE.encode(),
        False,
    )


def slow_texts(rng: random.Random) -> Made:
    yield "txt", ("a" + MARKS * 120_000).encode(), False
    yield "txt", ("Căn cứ " * 60_000).encode(), False
    for shape in SHAPES:
        yield "txt", (shape * (120_000 // len(shape))).encode(), False
        yield "txt", ((shape * 900 + "\n") * (120_000 // len(shape) // 900 + 1)).encode(), False
    yield "txt", (OLD * 300).encode(), False


def codes(rng: random.Random) -> Made:
    from tests.extract.makers import old_code

    for identity in ("tcvn3", "vni", "viscii"):
        for text in (OLD, NEW):
            try:
                yield "txt", old_code(text, identity), False
            except (StopIteration, UnicodeEncodeError):
                continue
    composed = unicodedata.normalize("NFC", OLD)
    for code in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield "txt", composed.encode(code), False
    yield "txt", unicodedata.normalize("NFD", OLD).encode(), False
    yield "txt", OLD.encode().decode("cp1252", "replace").encode(), False
    yield "txt", OLD.encode()[:-1] + b"\xff\xfe\xc3", False
    yield "txt", OLD.replace(" ", "\u200b ").encode(), False
    yield "txt", OLD.replace("913", "\u202e319\u202c").encode(), False
    yield "txt", OLD.replace("H", "\u041d").replace("A", "\u0391").encode(), False
    yield "txt", OLD.replace("\n", "\x1b]0;x\x07\x1b[2J\n").encode(), False
    yield "txt", OLD.replace("\n", "\x00\n").encode(), False
    yield "txt", ("=cmd|' /C calc'!A0\n+1\n-1\n@a\n" + OLD).encode(), False
    yield "txt", OLD.replace("\n", "\u2028").encode(), False
    yield "txt", OLD.replace("\n", "\r").encode(), False
    yield "txt", OLD.replace("Đ", "\ue000").encode(), False


def hidden(rng: random.Random) -> Made:
    for mode in (b"3 Tr", b"7 Tr", b"1 1 1 rg", b"0.01 0 0 0.01 0 0 cm"):
        yield "pdf", pdf(page(stream(shown(mode=mode)))), False
    yield "pdf", pdf(page(stream(b"BT /F 12 Tf -5000 700 Td (" + SENTENCE.encode() + b") Tj ET"))), False
    ins = '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>16/2021</w:t></w:r></w:ins>'
    ins += '<w:del w:id="2" w:author="a"><w:r><w:delText>15/2020</w:delText></w:r></w:del></w:p>'
    yield "docx", docx(ins), False
    yield "docx", docx(paragraph(SENTENCE, run="<w:rPr><w:vanish/></w:rPr>")), False
    yield "html", f"<p>{SENTENCE}</p><p style='display:none'>{SENTENCE}</p><!-- {SENTENCE} -->".encode(), False
    update = plain_pdf()
    yield "pdf", update + update.replace(b"27/2021", b"28/2022"), False


def active(rng: random.Random) -> Made:
    action = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    launch = b"/OpenAction << /S /Launch /F (calc.exe) >>"
    away = b"/OpenAction << /S /URI /URI (http://127.0.0.1:9/) >>"
    inside = b"/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) >>] >> >>"
    xfa = b"/AcroForm << /XFA (<xdp/>) /Fields [] >>"
    for catalog in (action, launch, away, inside, xfa):
        yield "pdf", pdf(page(stream(shown()), catalog=catalog)), False


def locked(rng: random.Random) -> Made:
    for version in (1, 2, 4, 5, 9):
        key = b"/Encrypt << /Filter /Standard /V %d /R %d /O (%s) /U (%s) /P -44 >> /ID [(a) (a)]" % (
            version, version + 1, b"o" * 32, b"u" * 32)  # fmt: skip
        yield "pdf", plain_pdf().replace(b"/Size", key + b" /Size"), True
    yield "pdf", plain_pdf().replace(b"/Size", b"/Encrypt 99 0 R /Size"), False


def lying_names(rng: random.Random) -> Made:
    contents = {"pdf": plain_pdf(), "docx": good_docx(), "html": b"<html><p>" + SENTENCE.encode(), "txt": OLD.encode(),
                "rtf": rtf(NEW), "png": png(40, 40)}  # fmt: skip
    for name in contents:
        for other, data in contents.items():
            if name != other:
                yield name, data, False
    yield "pdf", plain_pdf() + good_docx(), False  # two documents in one file
    yield "docx", good_docx() + plain_pdf(), False


def many_pages(rng: random.Random) -> Made:
    for count in (500, 3_000):
        kids = b"[" + b"3 0 R " * count + b"]"
        yield "pdf", pdf(page(stream(shown()), kids=kids, count=count)), False


def glyphs(rng: random.Random) -> Made:
    cid = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    system = b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) >>"
    child = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A " + system + b" >>"
    for low, high in ((0x20, 0x7E), (0xE000, 0xE050), (0xFFFD, 0xFFFE), (0x1, 0x1F)):
        cells = b"".join(b"%04X" % rng.randrange(low, high + 1) for _ in range(60))
        objects = page(stream(b"BT /F 12 Tf 60 700 Td <" + cells + b"> Tj ET"), more=[child])
        objects[4] = cid
        yield "pdf", pdf(objects), False
        mapped = b"begincmap 1 beginbfrange <0000> <ffff> <%04X> endbfrange endcmap" % low
        objects = [*objects, stream(mapped)]
        objects[4] = cid.replace(b">>", b"/ToUnicode 7 0 R >>")
        yield "pdf", pdf(objects), False


KINDS: dict[str, Callable[[random.Random], Made]] = {
    "pdf-mutant": pdf_mutants, "docx-mutant": docx_mutants, "text-mutant": text_mutants, "truncated": truncated,
    "noise": noise, "headless": headless, "page-lie": page_lies, "loop": loops, "bomb": bombs, "picture": pictures,
    "word-lie": word_lies, "broken-member": broken_members, "nesting": nesting, "slow": slow_texts, "code": codes,
    "hidden": hidden, "active": active, "locked": locked, "lying-name": lying_names, "many-pages": many_pages,
    "glyphs": glyphs,
}  # fmt: skip
