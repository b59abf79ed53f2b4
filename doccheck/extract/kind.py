"""What a file is, decided by its content, never by its name (nhận dạng loại tệp)."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
    "html": "text/html",
    "txt": "text/plain",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "tiff": "image/tiff",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "webp": "image/webp",
    "wordml": "application/xml",
    "empty": "inode/x-empty",
    "zip": "application/zip",
    "ole": "application/x-ole-storage",
    "other": "application/octet-stream",
}
IMAGES = frozenset({"png", "jpeg", "tiff", "bmp", "gif", "webp"})
_SUFFIX = {
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".dotm": "docx", ".doc": "doc", ".dot": "doc",
    ".odt": "odt", ".ott": "odt", ".rtf": "rtf", ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "txt",
    ".md": "txt", ".text": "txt", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".tif": "tiff", ".tiff": "tiff",
    ".bmp": "bmp", ".gif": "gif", ".webp": "webp",
}  # fmt: skip
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"),
    (b"BM", "bmp"), (b"GIF8", "gif"), (b"{\\rt", "rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)  # fmt: skip
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|h[1-6])[\s>/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What the bytes are; ``claimed`` is what the name says (None: nothing); ``encrypted`` office container."""

    name: str
    claimed: str | None
    encrypted: bool = False
    detail: str | None = None

    @property
    def mismatch(self) -> bool:
        """True when name and content disagree."""
        return self.claimed is not None and self.claimed != self.name


def kind_of(name: str, data: bytes) -> Kind:
    """Kind of the bytes of a file called ``name``."""
    suffix = PurePath(name).suffix.lower()
    claimed = _SUFFIX.get(suffix)
    if not data:
        return Kind("empty", claimed)
    if b"%PDF-" in data[:1024]:
        return Kind("pdf", claimed)
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return _ole(data, claimed) if found == "ole" else Kind(found, claimed)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Kind("webp", claimed)
    if data.startswith(b"PK"):
        return _zip(data, claimed)
    if claimed == "pdf" and (b" obj" in data or b"startxref" in data[-2048:]):
        return Kind("pdf", claimed, detail="no %PDF header")
    return _texty(data, claimed)


def _zip(data: bytes, claimed: str | None) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {i.filename for i in package.infolist()}
            mimetype = package.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error) as error:
        return Kind("zip", claimed, detail=str(error))
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return Kind("odt", claimed)
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return Kind("docx", claimed)
    inside = next((n for n in ("xl/workbook.xml", "ppt/presentation.xml") if n in names), None)
    return Kind("other" if inside or mimetype else "zip", claimed, detail=inside or mimetype.decode("latin-1"))


def _ole(data: bytes, claimed: str | None) -> Kind:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return Kind(claimed or "docx", claimed, encrypted=True)
    if has("WordDocument"):
        return Kind("doc", claimed)
    return Kind("other", claimed, detail="ole container without a Word document")


def _texty(data: bytes, claimed: str | None) -> Kind:
    head = data[:4096]
    if b"\x00" in head[:64]:
        head = head.replace(b"\x00", b"")
        if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and len(head) < 0.4 * min(len(data), 4096):
            return Kind("other", claimed, detail=_named(data))
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if b'progid="Word.Document"' in head or b"schemas.microsoft.com/office/word/2003/wordml" in head:
        return Kind("wordml", claimed, detail="Word 2003 XML")
    if claimed == "html" or (start.startswith(b"<") and _HTML.search(head)):
        return Kind("html", claimed)
    controls = sum(1 for b in head if b < 32 and b not in b"\t\r\n\x0c\x1b")
    if claimed == "txt" or controls <= len(head) * 0.02:
        return Kind("txt", claimed)
    return Kind("other", claimed, detail=_named(data))


def _named(data: bytes) -> str | None:
    import puremagic

    try:
        return str(puremagic.from_string(data[:8192], mime=True)) or None
    except (puremagic.PureError, ValueError):
        return None
