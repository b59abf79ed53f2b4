"""What still stands after the reviewers' decisions (phát hiện còn mở): counted without building a paper."""

from doccheck.db import rows
from doccheck.run.workspace import Workspace

DISMISS = "dismiss"
_SQL = "select distinct f.level, f.fingerprint, f.cause from findings f join documents d using (path) where d.present"


def open_levels(workspace: Workspace) -> frozenset[str]:
    """Levels of the findings that nobody has dismissed, neither one by one nor by their cause."""
    made = {key: decision.decision for key, decision in workspace.decisions().items()}
    found = rows(workspace.db, _SQL)
    if not made:
        return frozenset(level for level, _, _ in found)
    return frozenset(
        level
        for level, finding, cause in found
        if made.get(("finding", finding), made.get(("cause", cause))) != DISMISS
    )
