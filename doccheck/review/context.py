"""What every page knows (ngữ cảnh chung): the person, the language, the day of the scan, the tally of the day."""

from typing import Any

from django.http import HttpRequest

from doccheck.review.access import Right, right_of, who
from doccheck.review.office import office
from doccheck.run.docket import undoable


def common(request: HttpRequest) -> dict[str, Any]:
    """Values of every template."""
    right = right_of(getattr(request, "user", None))
    found: dict[str, Any] = {
        "lang": getattr(request, "lang", "vi"),
        "may": {one.name.lower(): right >= one for one in Right},
        "login": office().login,
        "here": request.get_full_path(),
        "section": request.resolver_match.url_name if request.resolver_match else "",
    }
    if right > Right.ANYBODY:
        name = who(request)
        found.update(person=request.user, tally=tally(name), undoable=undoable(office().workspace, name), scan=scan())
    return found


def tally(name: str) -> dict[str, int]:
    """What one decided today."""
    return office().counts.of(office().workspace.conn, name, office().today())


def scan() -> dict[str, Any]:
    """The last scan: its day, and whether it is whole."""
    found = office().workspace.last_run()
    if found is None:
        return {"as_of": "", "complete": False, "run": 0}
    return {"as_of": found[1], "complete": found[2] == "complete", "run": found[0]}
