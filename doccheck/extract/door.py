"""The door of stage 1: bytes are read once, hashed, and those bytes are parsed; a bad document never raises."""

import hashlib
import os
import stat
from pathlib import Path

from doccheck.extract.draft import STAGE, Draft, Unreadable, clip
from doccheck.extract.kind import IMAGES, MEDIA, Kind, kind_of
from doccheck.extract.options import ExtractOptions
from doccheck.model.text import Severity, Source, Text, Trouble

_NO_HASH = hashlib.sha256(b"").hexdigest()


def extract(path: Path, options: ExtractOptions = ExtractOptions()) -> Text:
    """Canonical text of a file; what could not be read is in ``troubles``, a fatal one leaves the body empty."""
    try:
        data = read_bytes(path, options.max_bytes)
    except Unreadable as reason:
        return _failed(_source(path, b"", None), reason)
    kind = kind_of(path.name, data)
    source = _source(path, data, kind)
    draft = Draft()
    try:
        _dispatch(kind, data, path, options, draft)
    except Unreadable as reason:
        return _failed(source, reason, tuple(draft.troubles))
    except MemoryError:
        return _failed(source, Unreadable("memory"), tuple(draft.troubles))
    except RecursionError:
        return _failed(source, Unreadable("nesting_too_deep"), tuple(draft.troubles))
    if kind.mismatch:
        lost = kind.name == "txt" and kind.claimed != "html"
        severity = Severity.PARTIAL if lost else Severity.NOTE
        draft.trouble("type_mismatch", severity, detail=f"{kind.claimed} -> {kind.name}")
    text = draft.finish(source)
    if not text.body.strip() and not any(t.severity is Severity.FATAL for t in text.troubles):
        return _failed(source, Unreadable("no_text_layer"), tuple(draft.troubles))
    return text


def source_of(path: Path) -> Source:
    """Identity of a file: hash of its bytes and its type by content; the hash of nothing when it cannot be read."""
    try:
        data = read_bytes(path, ExtractOptions().max_bytes)
    except Unreadable:
        return _source(path, b"", None)
    return _source(path, data, kind_of(path.name, data))


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, read once; pipes, devices and folders are refused without waiting on them."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable("not_regular_file")
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise Unreadable("unreadable", getattr(error, "strerror", None) or str(error)) from error
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable("not_regular_file")
        if state.st_size > limit:
            raise Unreadable("too_large_inflated", f"{state.st_size} bytes")
        try:
            return file.read(limit + 1)
        except OSError as error:
            raise Unreadable("unreadable", error.strerror) from error


def _source(path: Path, data: bytes, kind: Kind | None) -> Source:
    return Source(
        path=str(path),
        name=path.name,
        media_type=MEDIA[kind.name] if kind else MEDIA["other"],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest() if data else _NO_HASH,
    )


def _failed(source: Source, reason: Unreadable, before: tuple[Trouble, ...] = ()) -> Text:
    fatal = Trouble(stage=STAGE, code=reason.code, detail=clip(reason.detail), severity=Severity.FATAL)
    return Text(source=source, body="", troubles=(*(t for t in before if t.code != reason.code), fatal))


def _dispatch(kind: Kind, data: bytes, path: Path, options: ExtractOptions, draft: Draft) -> None:
    if kind.encrypted:
        raise Unreadable("encrypted")
    name = kind.name
    if name == "empty":
        raise Unreadable("empty_file")
    if name == "pdf":
        from doccheck.extract.pdf import read_pdf

        read_pdf(data, options, draft)
    elif name == "docx":
        from doccheck.extract.word import read_docx

        read_docx(data, options, draft)
    elif name == "html":
        from doccheck.extract.web import read_html

        read_html(data, draft)
    elif name == "txt":
        from doccheck.extract.plain import read_plain

        read_plain(data, draft)
    elif name in IMAGES:
        from doccheck.extract.scan import read_image

        read_image(data, options, draft)
    elif name in {"odt", "rtf", "doc", "wordml"}:
        from doccheck.extract.office import read_office

        read_office(name, data, options, draft)
    elif name == "zip":
        raise Unreadable("type_mismatch" if not kind.detail and kind.claimed else "corrupt_container", kind.detail)
    else:
        raise Unreadable("unsupported_type", kind.detail)
