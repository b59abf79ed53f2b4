"""Official forms written out (biểu mẫu): Word from templates that the office can edit, and spreadsheets."""

from doccheck.export.forms.paper import FormPaper, Group, Letterhead, Sheet
from doccheck.export.forms.sheet import Table, write_form_xlsx, write_tables
from doccheck.export.forms.word import write_docx, write_form_docx

__all__ = [
    "FormPaper",
    "Group",
    "Letterhead",
    "Sheet",
    "Table",
    "write_docx",
    "write_form_docx",
    "write_form_xlsx",
    "write_tables",
]
