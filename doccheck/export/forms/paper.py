"""An official form with its words (tờ biểu mẫu): what stands in it, whether it becomes Word or a spreadsheet."""

from dataclasses import dataclass

from doccheck.rulebook.official import FormColumn, OfficialForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who issues a paper, where, when, and who signs (phần đầu và phần ký)."""

    organ: str
    above: str = ""
    number: str = ""
    place_day: str = ""
    signature: tuple[str, ...] = ()
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under one heading; an empty title has none."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet about one document (phiếu): lines above the table, rows, who signs."""

    facts: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    signer: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPaper:
    """A form, filled: ``groups`` for lists, ``sheets`` for one page a document."""

    form: OfficialForm
    columns: tuple[FormColumn, ...]
    head: Letterhead
    note: str = ""
    subtitle: str = ""
    warning: str = ""
    total: str = ""
    sign_as: str = ""
    groups: tuple[Group, ...] = ()
    sheets: tuple[Sheet, ...] = ()

    @property
    def count(self) -> int:
        """How many documents it holds."""
        return len(self.sheets) or sum(len(group.rows) for group in self.groups)
