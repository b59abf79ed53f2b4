"""Tables inside documents (bảng trong văn bản): rows of cells as they stand on the page, merged cells spread out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: where it stands, the lines of text above it (nearest first), its rows.

    A merged cell has its text in every cell that it covers; lines of a cell are kept apart where the file tells them.
    A table that runs over pages is one grid a page.
    """

    place: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
