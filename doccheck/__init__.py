"""doccheck: finds outdated (hết hiệu lực) and out-of-authority (sai thẩm quyền) legal documents.

The Python door says the same words as the command line::

    from datetime import date
    from doccheck import check_document

    report = check_document("quyet-dinh.docx", as_of=date.today())
    for finding in report.findings:
        print(finding.check, finding.level)

Types of the public names stand in ``__init__.pyi``: this module imports the version alone, so that ``import doccheck``
stays light.
"""

from doccheck.model.version import VERSION

__version__ = VERSION

_HOMES = {
    "Finding": "doccheck.model.report",
    "Report": "doccheck.model.report",
    "Tools": "doccheck.pipeline",
    "check_document": "doccheck.pipeline",
    "check_many": "doccheck.pipeline",
    "open_tools": "doccheck.pipeline",
}


def __getattr__(name: str) -> object:
    """Public names, imported when they are first used: ``import doccheck`` alone stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'doccheck' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Public names, also those not yet imported."""
    return [*globals(), *_HOMES]
