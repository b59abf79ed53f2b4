"""doccheck: finds outdated (hết hiệu lực) and out-of-authority (sai thẩm quyền) legal documents.

The Python door says the same words as the command line::

    from datetime import date
    from doccheck import check_document

    report = check_document("quyet-dinh.docx", as_of=date.today())
    for finding in report.findings:
        print(finding.check, finding.level)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from doccheck.model.report import Finding, Report
    from doccheck.pipeline import Tools, check_document, check_many, open_tools

__version__ = "0.1.0"
__all__ = ["Finding", "Report", "Tools", "check_document", "check_many", "open_tools"]

_HOMES = {
    "Finding": "doccheck.model.report",
    "Report": "doccheck.model.report",
    "Tools": "doccheck.pipeline",
    "check_document": "doccheck.pipeline",
    "check_many": "doccheck.pipeline",
    "open_tools": "doccheck.pipeline",
}


def __getattr__(name: str) -> Any:
    """Public names, imported when they are first used: ``import doccheck`` alone stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'doccheck' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
