"""Pages of the reports (trang báo cáo): their templates, each opened once, every value in them escaped."""

from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent / "templates"


@cache
def template(name: str) -> Any:
    """A template of this folder by its file's name (mẫu trang); a value nobody gave is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
