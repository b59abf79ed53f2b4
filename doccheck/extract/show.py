"""Pages as pictures for people (ảnh trang): as they look, small enough for a browser."""

import io
from pathlib import Path
from typing import Any

from doccheck.extract.draft import Unreadable
from doccheck.extract.kind import IMAGES, kind_of
from doccheck.extract.pdfium import Pdf

MAX_PIXELS, MAX_SIDE, FEW_COLOURS = 24_000_000, 2_400, 64
PICTURED = frozenset({"application/pdf", *(f"image/{name}" for name in IMAGES)})


def page_picture(path: Path, page: int, dpi: int = 110) -> tuple[bytes, str]:
    """A page (from 1) as PNG or JPEG bytes with its media type; Unreadable when there is none."""
    data = path.read_bytes()
    kind = kind_of(path.name, data).name
    if kind == "pdf":
        picture = _of_pdf(data, page, dpi)
    elif kind in IMAGES:
        picture = _of_image(data, page)
    else:
        raise Unreadable("unsupported_format", kind)
    return _packed(picture)


def _of_pdf(data: bytes, page: int, dpi: int) -> Any:
    pdf = Pdf(data)
    try:
        found = pdf.page(page - 1) if 0 < page <= pdf.count else None
        if found is None:
            raise Unreadable("page_failed", str(page))
        try:
            return found.picture(dpi, MAX_PIXELS)
        finally:
            found.close()
    finally:
        pdf.close()


def _of_image(data: bytes, page: int) -> Any:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        if opened.width * opened.height > MAX_PIXELS * 4:
            raise Unreadable("image_too_large", f"{opened.width} x {opened.height}")
        try:
            opened.seek(page - 1)
        except EOFError:
            raise Unreadable("page_failed", str(page)) from None
        picture = opened.convert("RGB")
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    return picture


def _packed(picture: Any) -> tuple[bytes, str]:
    out = io.BytesIO()
    small = picture.quantize(16) if picture.getcolors(4096) is not None else None
    if small is not None:
        small.save(out, "PNG", optimize=False)
        return out.getvalue(), "image/png"
    picture.save(out, "JPEG", quality=80)
    return out.getvalue(), "image/jpeg"
