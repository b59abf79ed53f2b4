"""Forms as Word files (tệp Word): a template that the office can edit, filled in a sandbox.

A template is somebody's file: it runs in a sandbox, and what it may contain is text, loops and conditions.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.export.clean import cell
from doccheck.export.forms.paper import FormPaper, Letterhead
from doccheck.rulebook.messages import say
from doccheck.rulebook.place import data_dir

BODY = "word/document.xml"
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def template(name: str, folder: Path | None = None) -> Path:
    """The template of a form: that of the office's folder where there is one, else ours."""
    own = folder / f"{name}.docx" if folder else None
    return own if own and own.is_file() else data_dir("rules") / "vn" / "forms" / "templates" / f"{name}.docx"


def write_form_docx(paper: FormPaper, path: Path, templates: Path | None = None) -> Path:
    """Write a form as Word."""
    values = {
        **heading(paper.head),
        "form_number": paper.form.number,
        "form_note": paper.note,
        "title": paper.form.title,
        "subtitle": paper.subtitle,
        "warning": paper.warning,
        "total": paper.total,
        "sign_as": paper.sign_as,
        "groups": [{"title": group.title, "rows": group.rows} for group in paper.groups],
        "sheets": [{"facts": s.facts, "rows": s.rows, "signer": s.signer} for s in paper.sheets],
    }
    return write_docx(template(paper.form.id, templates), values, path)


def heading(head: Letterhead) -> dict[str, Any]:
    """Words of head and signature for a template."""
    return {
        "organ": head.organ,
        "above": head.above,
        "number": head.number,
        "place_day": head.place_day,
        "signature": list(head.signature),
        "signer": head.signer,
    }


def write_docx(source: Path, values: Mapping[str, Any], path: Path) -> Path:
    """Fill a template; UsageError in one line when it is no Word file or its marks are broken."""
    import jinja2
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    draft = path.with_name(f".{path.name}.draft")
    try:
        if not zipfile.is_zipfile(source):
            raise zipfile.BadZipFile(source.name)
        opened = DocxTemplate(str(source))
        opened.init_docx()
        made = environment.from_string(opened.patch_xml(opened.get_xml())).render(_safe(dict(values)))
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                raw = old.read(name)
                new.writestr(name, _with_body(raw.decode("utf-8"), made).encode("utf-8") if name == BODY else raw)
        draft.replace(path)
    except (jinja2.TemplateError, zipfile.BadZipFile, KeyError, ValueError) as error:
        told = str(error).split("\n")[0][:200]
        raise UsageError(say("campaign.bad_template", path=source, reason=told)) from error
    except OSError as error:
        raise UsageError(say("cli.cannot_write", path=path, reason=error.strerror or error)) from error
    finally:
        draft.unlink(missing_ok=True)
    return path


def _with_body(document: str, body: str) -> str:
    """The document's XML with another body."""
    start, end = document.index("<w:body"), document.rindex("</w:body>") + len("</w:body>")
    return document[:start] + body + document[end:]


def _safe(value: Any) -> Any:
    """Values as text for XML: escaped, visible, with line breaks of Word."""
    from markupsafe import Markup, escape

    if isinstance(value, str):
        return Markup(str(escape(cell(value))).replace("\n", _BREAK))
    if isinstance(value, Mapping):
        return {name: _safe(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_safe(one) for one in value]
    return value
