"""The gate (cổng vào): what every request passes before any view sees it, and what every answer carries."""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user, logout
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from doccheck.review.access import Right, right_of
from doccheck.review.office import office

Next = Callable[[HttpRequest], HttpResponse]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_BODY, MOST_UPLOAD, MOST_QUERY, MOST_HEADERS = 1 << 20, 32 << 20, 8_000, 80
IDLE, TOUCH = 3 * 3600, 300
COOKIE = "doccheck_lang"
UPLOADS = ("/proof/", "/draft/")


def limits(get_response: Next) -> Next:
    """Refuse what is too large before reading it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = MOST_UPLOAD if request.path in UPLOADS else MOST_BODY
        if not length.isdigit() or int(length) > most:
            return HttpResponse(status=413)
        if len(request.META.get("QUERY_STRING", "")) > MOST_QUERY:
            return HttpResponse(status=414)
        if sum(1 for name in request.META if name.startswith("HTTP_")) > MOST_HEADERS:
            return HttpResponse(status=431)
        return get_response(request)

    return middleware


def hosts(get_response: Next) -> Next:
    """Only under the names it was given: a foreign page cannot reach it by a name of its own (DNS rebinding)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponse(status=421)
        return get_response(request)

    return middleware


def headers(get_response: Next) -> Next:
    """Headers of every answer, refusals and errors too; the policy is put together once."""
    from csp.utils import build_policy

    policy = build_policy()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.streaming:  # an answer of unknown length costs the visitor the connection
            response.headers.setdefault("Content-Length", str(len(response.content)))
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def own_site(get_response: Next) -> Next:
    """What changes something must come from this site itself, beside carrying its token."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE:
            site = request.headers.get("Sec-Fetch-Site", "same-origin")
            origin = request.headers.get("Origin")
            own = f"{request.scheme}://{request.get_host()}"
            if site not in {"same-origin", "none"} or (origin is not None and origin != own):
                from doccheck.review.views.account import refused

                return refused(request)
        return get_response(request)

    return middleware


def person(get_response: Next) -> Next:
    """The person and their language; sessions end when idle; alone on one's own machine nobody logs in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        room = office()
        request.user = get_user(request) if room.login else _alone()
        if room.login and request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get("seen", now)
            if now - seen > IDLE:
                logout(request)
            elif now - seen > TOUCH or "seen" not in request.session:
                request.session["seen"] = now
        lang = request.COOKIES.get(COOKIE) or (request.user.lang if right_of(request.user) > Right.ANYBODY else "vi")
        request.lang = lang if lang in {"vi", "en"} else "vi"
        with translation.override(request.lang):
            return get_response(request)

    return middleware


_own: dict[str, Any] = {}


def _alone() -> Any:
    """The one person of a machine without log-in."""
    from doccheck.review.models import Person

    if "person" not in _own:
        _own["person"] = Person.objects.filter(role="admin", is_active=True).order_by("id").first()
    return _own["person"]
