"""Who may do what (quyền): every route names what it needs; what is not named is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect

from doccheck.review.office import office
from doccheck.run.listing import Sight

View = Callable[..., HttpResponse]


class Right(IntEnum):
    """Rights, each including the ones before it."""

    ANYBODY = 0
    SEE = 1
    DECIDE = 2
    APPROVE = 3
    MANAGE = 4


OF_ROLE = {"viewer": Right.SEE, "reviewer": Right.DECIDE, "approver": Right.APPROVE, "admin": Right.MANAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An address of the site: its view, what it needs, and how it is called."""

    path: str
    view: View
    name: str
    needs: Right
    methods: tuple[str, ...] = ("GET",)
    upload: bool = False


def right_of(person: Any) -> Right:
    """The right of a person's role; nobody has any."""
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return Right.ANYBODY
    return OF_ROLE.get(str(person.role), Right.ANYBODY)


def sight_of(person: Any) -> Sight:
    """What a person may see: a manager everything, others their departments; secret documents only where allowed."""
    if right_of(person) is Right.ANYBODY:
        return Sight(departments=(), secret=False)
    own = person.own_departments
    everything = right_of(person) is Right.MANAGE or not own
    return Sight(departments=None if everything else own, secret=bool(person.secret))


def guarded(route: Route) -> View:
    """The view behind its door: method, login, password to change, right."""

    @wraps(route.view)
    def enter(request: HttpRequest, **values: Any) -> HttpResponse:
        if request.method not in (*route.methods, "HEAD" if "GET" in route.methods else ""):
            return HttpResponseNotAllowed(route.methods)
        if route.needs is Right.ANYBODY:
            return route.view(request, **values)
        if right_of(request.user) is Right.ANYBODY:
            return _to_login(request)
        if office().login and request.user.must_change and not route.name.startswith("account"):
            return HttpResponseRedirect("/account/")
        if right_of(request.user) < route.needs:
            from doccheck.review.views.account import refused

            return refused(request)
        return route.view(request, **values)

    return enter


def _to_login(request: HttpRequest) -> HttpResponse:
    from urllib.parse import quote

    if request.method != "GET":
        return HttpResponse(status=403)
    return HttpResponseRedirect(f"/login/?next={quote(request.get_full_path())}")


def inside(target: str | None, default: str = "/") -> str:
    """A path of this site; anything else becomes the default (no open redirects)."""
    text = target or ""
    good = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable() and "\\" not in text
    return text if good else default


def who(request: HttpRequest) -> str:
    """Name of the person as decisions carry it."""
    return str(request.user.shown)


def moment() -> str:
    """Now, for decisions."""
    return office().now()
