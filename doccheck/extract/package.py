"""Zip packages and XML from strangers: counted inflation, no entities, no network (gói tệp an toàn)."""

import io
import zipfile
import zlib
from typing import Any

from doccheck.extract.draft import Draft, Unreadable
from doccheck.model.text import Severity

_ENTRIES = 20_000
_RATIO_FREE = 8 * 1024 * 1024
_RATIO = 400
_BROKEN = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError, zlib.error, KeyError)


class Package:
    """A zip package read in memory; nothing is ever written to disk."""

    def __init__(self, data: bytes, max_inflated: int, draft: Draft) -> None:
        self._room = max_inflated
        self._draft = draft
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise Unreadable("corrupt_container", str(error)) from error
        if len(entries) > _ENTRIES:
            raise Unreadable("too_many_entries", str(len(entries)))
        self._entries = {entry.filename: entry for entry in entries}
        if len(self._entries) < len(entries):
            draft.trouble("duplicate_parts", Severity.PARTIAL)

    def names(self) -> tuple[str, ...]:
        """Names of all entries."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes | None:
        """Bytes of one entry, None when it is not there; Unreadable when it is broken or inflates too far."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise Unreadable("encrypted", name)
        limit = min(self._room, max(_RATIO_FREE, entry.compress_size * _RATIO))
        try:
            with self._zip.open(entry) as stream:
                found = stream.read(limit + 1)
        except _BROKEN as error:
            raise Unreadable("corrupt_container", f"{name}: {error}") from error
        except RuntimeError as error:
            raise Unreadable("encrypted", str(error)) from error
        if len(found) > limit:
            raise Unreadable("too_large_inflated", name)
        self._room -= len(found)
        return found

    def xml(self, name: str) -> Any | None:
        """Root element of one entry, None when it is not there."""
        data = self.read(name)
        return None if data is None else parse_xml(data, name, self._draft)

    def optional_xml(self, name: str) -> Any | None:
        """As ``xml``, but a broken part is a trouble and None: the document does not hang on it."""
        try:
            return self.xml(name)
        except Unreadable as reason:
            if reason.code in {"encrypted", "too_large_inflated", "dtd_forbidden"}:
                raise
            self._draft.trouble(reason.code, Severity.PARTIAL, place=name, detail=reason.detail)
            return None


def parse_xml(data: bytes, name: str, draft: Draft) -> Any:
    """Root of an XML text: a DTD is refused, damage is passed over with a trouble."""
    from lxml import etree

    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise Unreadable("dtd_forbidden", name)
    root = None
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        deep = "depth" in str(error).lower()
        root = _recovered(data)
        if root is None:
            raise Unreadable("nesting_too_deep" if deep else "corrupt_structure", f"{name}: {error}") from error
        draft.trouble("nesting_too_deep" if deep else "corrupt_structure", Severity.PARTIAL, name, str(error))
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("dtd_forbidden", name)
    return root


def _parser(*, recover: bool) -> Any:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, recover=recover,
        remove_comments=True, remove_pis=True, huge_tree=False,
    )  # fmt: skip


def _recovered(data: bytes) -> Any | None:
    from lxml import etree

    try:
        return etree.fromstring(data, _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None
