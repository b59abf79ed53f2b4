"""Numbers to rows (bảng băm số, ký hiệu): a million keys looked up at once, each hit compared byte by byte."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Words = NDArray[np.uint64]

_WORD = 8  # bytes
_ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))
_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(_WORD + 1)], dtype=np.uint64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Distinct keys with the rows that bear them.

    ``words`` hold the bytes of each key, ``slots`` is an open hash table of twice their number, ``rows`` the row
    numbers of key ``k`` from ``starts[k]`` to ``starts[k + 1]``.
    """

    words: Words
    slots: Ints
    starts: Ints
    rows: Ints

    @classmethod
    def build(cls, keys: Sequence[str], rows: Ints) -> "Keys":
        """From keys in order (equal ones beside each other) and the row of each."""
        if not keys:
            empty = np.zeros(0, dtype=np.int32)
            return cls(words=np.zeros((0, 1), np.uint64), slots=_filled(1), starts=np.zeros(1, np.int32), rows=empty)
        first = np.fromiter((i for i, key in enumerate(keys) if i == 0 or key != keys[i - 1]), dtype=np.int32)
        distinct = [keys[i] for i in first]
        longest = max(len(key.encode()) for key in distinct)
        words, _ = _words(distinct, (longest + _WORD - 1) // _WORD)
        starts = np.append(first, np.int32(len(keys))).astype(np.int32)
        return cls(words=words, slots=_table(_mixed(words)), starts=starts, rows=rows)

    def find(self, keys: Sequence[str]) -> Ints:
        """Index of each key, -1 where it is not there."""
        found = np.full(len(keys), -1, dtype=np.int32)
        if not keys or not len(self.words):
            return found
        asked, whole = _words(keys, self.words.shape[1])
        size = len(self.slots)
        todo = np.flatnonzero(whole)
        place = (_mixed(asked)[todo] & np.uint64(size - 1)).astype(np.int64)
        while len(todo):
            held = self.slots[place]
            taken = held >= 0
            same = taken.copy()
            same[taken] = (self.words[held[taken]] == asked[todo[taken]]).all(axis=1)
            found[todo[same]] = held[same]
            on = taken & ~same
            todo, place = todo[on], (place[on] + 1) & (size - 1)
        return found

    def rows_of(self, index: int) -> Ints:
        """Rows of the acts under a key."""
        return self.rows[self.starts[index] : self.starts[index + 1]]


def _words(keys: Sequence[str], width: int) -> tuple[Words, NDArray[np.bool_]]:
    """The bytes of each key as words, and which keys fit whole."""
    raw = "\n".join(keys).encode() + b"\n" + bytes(_WORD * width)
    ends = np.flatnonzero(np.frombuffer(raw, dtype=np.uint8)[: len(raw) - _WORD * width] == ord("\n"))
    if len(ends) != len(keys):  # a key with a line break in it is no number
        return _words([key.replace("\n", "\x01") for key in keys], width)
    starts = np.append(0, ends[:-1] + 1)
    sizes = ends - starts
    read = np.ndarray((len(raw) - _WORD + 1,), dtype="<u8", buffer=raw, strides=(1,))
    words = np.empty((len(keys), width), dtype=np.uint64)
    for at in range(width):
        words[:, at] = read[starts + _WORD * at] & _MASKS[np.clip(sizes - _WORD * at, 0, _WORD)]
    return words, sizes <= _WORD * width


def _mixed(words: Words) -> Words:
    """One hash a key; the same on every machine."""
    mixed = words[:, 0] * _ODD[0]
    for at in range(1, words.shape[1]):
        mixed ^= mixed >> np.uint64(29)
        mixed += words[:, at]
        mixed *= _ODD[at % 2]
    mixed ^= mixed >> np.uint64(32)
    mixed *= _ODD[0]
    result: Words = mixed ^ (mixed >> np.uint64(29))
    return result


def _table(hashes: Words) -> Ints:
    """Slots of an open hash table, linear probing, all keys step by step at once."""
    size = 1 << (2 * len(hashes) - 1).bit_length()
    slots = _filled(size)
    todo = np.arange(len(hashes), dtype=np.int32)
    place = (hashes & np.uint64(size - 1)).astype(np.int64)
    while len(todo):
        free = slots[place] < 0
        slots[place[free]] = todo[free]
        waits = slots[place] != todo
        todo, place = todo[waits], (place[waits] + 1) & (size - 1)
    return slots


def _filled(size: int) -> Ints:
    return np.full(size, -1, dtype=np.int32)
