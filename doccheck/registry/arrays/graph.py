"""Detail links as arrays (đồ thị quy định chi tiết): everything below some acts, many steps at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Children of row ``r``: ``children[starts[r]:starts[r + 1]]``."""

    starts: Ints
    children: Ints

    @classmethod
    def build(cls, parents: Ints, children: Ints, size: int) -> "Graph":
        """From pairs of rows; ``size`` is one more than the highest row."""
        order = np.argsort(parents, kind="stable")
        starts = np.zeros(size + 1, dtype=np.int32)
        np.cumsum(np.bincount(parents, minlength=size)[:size], out=starts[1:])
        return cls(starts=starts, children=children[order].astype(np.int32))

    def below(self, seeds: Ints) -> Ints:
        """The seeds and all that hangs on them, in order of rows."""
        seen = np.zeros(len(self.starts) - 1, dtype=np.bool_)
        front = np.unique(seeds[(seeds >= 0) & (seeds < len(seen))]).astype(np.int64)
        seen[front] = True
        while len(front):
            reached = self._children(front)
            reached = reached[~seen[reached]]
            seen[reached] = True
            front = np.unique(reached).astype(np.int64)
        return np.flatnonzero(seen).astype(np.int32)

    def _children(self, front: NDArray[np.int64]) -> Ints:
        first = self.starts[front].astype(np.int64)
        counts = self.starts[front + 1] - first
        ends = np.cumsum(counts)
        at = np.arange(ends[-1]) - np.repeat(ends - counts, counts) + np.repeat(first, counts)
        found: Ints = self.children[at]
        return found
