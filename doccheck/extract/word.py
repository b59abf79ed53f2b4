"""Word documents by one pass over their XML: text as the page shows it (đọc tệp Word).

Tracked insertions stay, deletions go; text boxes, tables, notes, content controls, fields, automatic numbers are read.
An anchor's ``paragraph`` counts the ``w:p`` elements of its part in document order, from 1.
"""

import re

from doccheck.extract.columns import Sides, table_sides
from doccheck.extract.draft import Draft, Unreadable
from doccheck.extract.legacy import convert_line, legacy_code
from doccheck.extract.options import ExtractOptions
from doccheck.extract.package import Package, parse_xml
from doccheck.extract.word_flow import Flow, Paragraph
from doccheck.extract.word_styles import Numbers, Styles, child
from doccheck.model.text import Zone

_MAIN = "word/document.xml"
_HEADS = re.compile(r"(?:header|footer)\d*\.xml$")
_NOTES = ("footnotes.xml", "endnotes.xml")
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif")
_ACTIVE = ("vbaProject", "activeX", "embeddings")
_SKIPPED_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


def read_docx(data: bytes, options: ExtractOptions, draft: Draft) -> None:
    """Body, then notes, then running heads; a letterhead kept in the page header comes first."""
    package = Package(data, options.max_inflated, draft)
    main = _main_part(package)
    root = package.xml(main)
    if root is None:
        raise Unreadable("corrupt_container", f"{main} is missing")
    folder = main.rpartition("/")[0] + "/" if "/" in main else ""
    styles = Styles.read(package.optional_xml(folder + "styles.xml"))
    numbers = Numbers.read(package.optional_xml(folder + "numbering.xml"), styles)
    if any(n.startswith(tuple(folder + active for active in _ACTIVE)) for n in package.names()):
        draft.trouble("active_content")
    heads = [_part(package, n, Zone.RUNNING_HEAD, styles, draft) for n in sorted(package.names())
             if n.startswith(folder) and _HEADS.search(n)]  # fmt: skip
    flow = Flow(styles, numbers, draft, main)
    flow.blocks(child(root, "body") if child(root, "body") is not None else root)
    letterheads = [h for h in heads if _is_letterhead(h)]
    paragraphs = [p for h in letterheads for p in h] + flow.out
    for name in _NOTES:
        paragraphs += _notes(package, folder + name, styles, draft)
    seen: set[str] = set()
    for head in (h for h in heads if h not in letterheads):
        words = "\n".join(p.text for p in head)
        if words.strip() and words not in seen:
            seen.add(words)
            paragraphs += head
    if not any(p.text.strip() for p in paragraphs):
        _pictures(package, folder, options, draft)
    else:
        put(paragraphs, draft)


def read_wordml(data: bytes, draft: Draft) -> None:
    """Word 2003 XML: one file with everything in it."""
    root = parse_xml(data, "wordml", draft)
    styles = Styles.read(child(root, "styles"))
    flow = Flow(styles, Numbers.read(child(root, "lists"), styles), draft, "wordml")
    body = child(root, "body")
    if body is None:
        raise Unreadable("corrupt_structure", "no w:body")
    flow.blocks(body)
    put(flow.out, draft)


def put(paragraphs: list[Paragraph], draft: Draft) -> None:
    """Paragraphs into the draft, with an anchor for each stretch of one zone."""
    code = legacy_code("\n".join(p.text for p in paragraphs))
    if code is not None:
        draft.trouble("legacy_encoding", detail=code)
    for paragraph in paragraphs:
        pieces = paragraph.pieces
        if code is not None:
            pieces = [(convert_line(text, code), zone) for text, zone in pieces]
        draft.pieces(pieces, part=paragraph.part, paragraph=paragraph.index)


def _pictures(package: Package, folder: str, options: ExtractOptions, draft: Draft) -> None:
    """Pages that were pasted into the document as pictures, in the order of their numbers."""
    names = [n for n in package.names() if n.startswith(f"{folder}media/") and n.lower().endswith(_PICTURES)]
    if names:
        from doccheck.extract.scan import read_pictures

        names.sort(key=lambda n: (int("".join(c for c in n if c.isdecimal()) or 0), n))
        read_pictures((data for n in names if (data := package.read(n))), options, draft)


def _main_part(package: Package) -> str:
    if _MAIN in package.names():
        return _MAIN
    relations = package.optional_xml("_rels/.rels")
    for item in relations if relations is not None else ():
        if str(item.get("Type", "")).endswith("/officeDocument"):
            return str(item.get("Target", "")).lstrip("/")
    return _MAIN


def _part(package: Package, name: str, zone: Zone, styles: Styles, draft: Draft) -> list[Paragraph]:
    root = package.optional_xml(name)
    if root is None:
        return []
    flow = Flow(styles, Numbers(), draft, name, zone)
    flow.blocks(root)
    return flow.out


def _notes(package: Package, name: str, styles: Styles, draft: Draft) -> list[Paragraph]:
    root = package.optional_xml(name)
    out: list[Paragraph] = []
    for note in root if root is not None else ():
        if any(v in _SKIPPED_NOTES for v in note.attrib.values()):
            continue
        flow = Flow(styles, Numbers(), draft, name, Zone.FOOTNOTE, root)
        flow.blocks(note)
        out += flow.out
    return out


def _is_letterhead(paragraphs: list[Paragraph]) -> bool:
    text = "\n".join(p.text for p in paragraphs)
    return bool(text.strip()) and table_sides([["-", text]]) is Sides.HEADER
