"""What a caller may choose about extraction."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractOptions:
    """Limits and switches of extraction; times in seconds, sizes in bytes, resolution in dots an inch.

    ``tessdata`` is the folder that holds ``vie.traineddata`` (None: look where it usually stands).
    ``timeout`` is a soft limit looked at between pages; whoever needs a hard one runs this in a child process.
    ``boxes``: boxes of the lines of every page; False keeps them for headers, signatures and scans only.
    ``cross_check``: a second reader counts the pages of every PDF, not only of those that look damaged.
    """

    ocr: bool = True
    ocr_dpi: int = 200
    tessdata: Path | None = None
    max_pages: int = 20_000
    ocr_max_pages: int = 500
    max_bytes: int = 512 * 1024 * 1024
    max_inflated: int = 256 * 1024 * 1024
    max_pixels: int = 120_000_000
    timeout: float = 1_800.0
    office_timeout: float = 120.0
    boxes: bool = True
    cross_check: bool = False
