"""Exit codes of a check or a scan (mã thoát)."""

from collections.abc import Set

from doccheck.cli.options import FailOn

RANK = {"error": 0, "warning": 1, "review": 2}
FOUND, UNREAD = 1, 5


def exit_code(levels: Set[str], unread: bool, fail_on: FailOn) -> int:
    """1 for open findings at or above a level, else 5 when something could not be read, else 0."""
    if fail_on is not FailOn.NEVER and any(RANK.get(level, 9) <= RANK[fail_on.value] for level in levels):
        return FOUND
    return UNREAD if unread else 0
