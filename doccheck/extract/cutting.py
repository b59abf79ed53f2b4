"""Some pages of a PDF as a file of its own (tách trang): the pages stay as they are, nothing is drawn anew."""

import io

from doccheck.extract.draft import Unreadable


def pages_of(data: bytes, first: int, last: int) -> bytes:
    """Pages ``first`` to ``last`` (from 1, both inside) of a PDF; Unreadable where PDFium cannot open or copy them."""
    import pypdfium2

    try:
        source = pypdfium2.PdfDocument(data)
        try:
            target = pypdfium2.PdfDocument.new()
            try:
                target.import_pages(source, list(range(first - 1, last)))
                out = io.BytesIO()
                target.save(out)
                return out.getvalue()
            finally:
                target.close()
        finally:
            source.close()
    except pypdfium2.PdfiumError as error:
        raise Unreadable("corrupt_structure", str(error)) from error
