"""Values to bytes and back (mã hoá kết quả): compressed JSON, checked by type on the way in; nothing is unpickled."""

import json
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from doccheck.model.act import Act, Fact
from doccheck.model.reading import Reading
from doccheck.model.text import Text

Learned = tuple[tuple[Act, ...], tuple[Fact, ...]]

MAX_JSON = 1 << 30
_LENGTH = 8


class CodecError(Exception):
    """Bytes that are not what they should be, or a value that cannot be written."""


@lru_cache(maxsize=16)
def _adapter(kind: Any) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def pack(raw: bytes) -> bytes:
    """Compressed bytes."""
    return zlib.compress(raw, 3)


def unpack(packed: bytes) -> bytes:
    """Bytes as they were, never more than ``MAX_JSON``."""
    stream = zlib.decompressobj()
    try:
        raw = stream.decompress(packed, MAX_JSON)
    except zlib.error as error:
        raise CodecError(str(error)) from error
    if stream.unconsumed_tail or not stream.eof:
        raise CodecError("cut short or too large")
    return raw


def _dump(kind: Any, value: Any, exclude: Any = None) -> bytes:
    try:
        return pack(_adapter(kind).dump_json(value, exclude=exclude))
    except ValueError as error:
        raise CodecError(str(error)) from error


def _load(kind: Any, packed: bytes) -> Any:
    try:
        return _adapter(kind).validate_json(unpack(packed))
    except ValueError as error:
        raise CodecError(str(error)) from error


def dump_reading(reading: Reading) -> bytes:
    """A reading as bytes."""
    return _dump(Reading, reading, {"text": {"_starts"}})


def load_reading(packed: bytes) -> Reading:
    """A reading from :func:`dump_reading`; CodecError when the bytes are not one."""
    found: Reading = _load(Reading, packed)
    return found


def dump_text(text: Text) -> bytes:
    """A text as bytes."""
    return _dump(Text, text, {"_starts"})


def load_text(packed: bytes) -> Text:
    """A text from :func:`dump_text`."""
    found: Text = _load(Text, packed)
    return found


def pack_json(value: Any) -> bytes:
    """Plain JSON as bytes; half characters become escapes."""
    return pack(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace"))


def load_records(packed: bytes) -> dict[str, Any]:
    """The records of a document by language."""
    try:
        found = json.loads(unpack(packed))
    except ValueError as error:
        raise CodecError(str(error)) from error
    if not isinstance(found, dict):
        raise CodecError("no records")
    return found


def dump_learned(learned: Learned) -> bytes:
    """Acts and facts learned from the pile as bytes."""
    return _dump(Learned, learned)


def load_learned(packed: bytes) -> Learned:
    """Acts and facts from :func:`dump_learned`."""
    found: Learned = _load(Learned, packed)
    return found


def join(parts: Sequence[bytes]) -> bytes:
    """Several packed values as one; :func:`part` gives them back."""
    return b"".join(len(one).to_bytes(_LENGTH, "big") + one for one in parts)


def part(joined: bytes, count: int) -> tuple[bytes, ...]:
    """The values of :func:`join`, each still packed; CodecError when there are not so many."""
    found, at = [], 0
    while at < len(joined):
        end = at + _LENGTH + int.from_bytes(joined[at : at + _LENGTH], "big")
        found.append(joined[at + _LENGTH : end])
        at = end
    if len(found) != count or at != len(joined):
        raise CodecError("not in parts")
    return tuple(found)
