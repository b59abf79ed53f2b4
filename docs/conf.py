"""The documentation's site: ``uv run --group docs sphinx-build -W docs build/docs``."""

from pathlib import Path

from sphinx.application import Sphinx

from doccheck import __version__
from doccheck.cli.pages import publish

project = "doccheck"
release = version = __version__
project_copyright = "doccheck"
language = "vi"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["build"]
html_theme = "furo"
html_title = "doccheck"
html_show_sphinx = False
html_show_copyright = False
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence", "deflist"]
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]


def setup(app: Sphinx) -> None:
    """Pages of reference are made from the program before anything is read."""
    app.connect("config-inited", lambda app, config: publish(Path(__file__).parent) and None)
