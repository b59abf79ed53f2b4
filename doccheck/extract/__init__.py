"""Stage 1: a file becomes one canonical text with its way back to page and box (trích văn bản)."""

from doccheck.extract.door import extract, source_of
from doccheck.extract.options import ExtractOptions

__all__ = ["ExtractOptions", "extract", "source_of"]
