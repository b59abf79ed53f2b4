"""Logging in and out (đăng nhập), one's password, the language; guesses are counted, not judged, past a limit."""

import threading
import time
from collections import defaultdict, deque

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from doccheck.review.access import Right, inside, right_of
from doccheck.review.gate import COOKIE
from doccheck.review.models import Person
from doccheck.review.office import office

GUESSES, WINDOW, ADDRESS_GUESSES = 10, 60.0, 60
_tries: dict[str, deque[float]] = defaultdict(deque)
_lock = threading.Lock()


def enter(request: HttpRequest) -> HttpResponse:
    """The log-in page."""
    target = inside(request.POST.get("next") or request.GET.get("next"))
    if request.method == "GET":
        if right_of(request.user) > Right.ANYBODY:
            return HttpResponseRedirect(target)
        return render(request, "review/login.html", {"next": target, "failed": False})
    name, password = request.POST.get("name", "")[:150].strip(), request.POST.get("password", "")[:500]
    address = request.META.get("REMOTE_ADDR", "")
    person = None
    if _may_try(f"name:{name.casefold()}", GUESSES) and _may_try(f"from:{address}", ADDRESS_GUESSES):
        person = authenticate(request, username=name, password=password)
    if person is None:
        return render(request, "review/login.html", {"next": target, "failed": True, "name": name}, status=403)
    login(request, person)
    request.session["seen"] = int(time.time())
    with _lock:
        _tries.pop(f"name:{name.casefold()}", None)
    return HttpResponseRedirect("/account/" if person.must_change else target)


def _may_try(key: str, most: int) -> bool:
    """Whether one more guess is judged within the last minute."""
    now = time.monotonic()
    with _lock:
        if len(_tries) > 20_000:
            _tries.clear()
        tries = _tries[key]
        while tries and now - tries[0] > WINDOW:
            tries.popleft()
        if len(tries) >= most:
            return False
        tries.append(now)
        return True


def leave(request: HttpRequest) -> HttpResponse:
    """Log out; the session is gone at once."""
    logout(request)
    return HttpResponseRedirect("/login/")


def account(request: HttpRequest) -> HttpResponse:
    """One's own page."""
    return render(request, "review/account.html", {"problems": [], "changed": False})


def password(request: HttpRequest) -> HttpResponse:
    """Change one's password; other sessions end."""
    person, new = request.user, request.POST.get("new", "")
    problems: list[str] = []
    if not person.check_password(request.POST.get("old", "")):
        problems.append("old")
    elif new != request.POST.get("again", ""):
        problems.append("again")
    else:
        try:
            validate_password(new, person)
        except ValidationError as error:
            return render(request, "review/account.html", {"told": error.messages, "problems": []}, status=400)
    if problems:
        return render(request, "review/account.html", {"problems": problems}, status=400)
    person.set_password(new)
    person.must_change = False
    person.save()
    update_session_auth_hash(request, person)
    return render(request, "review/account.html", {"problems": [], "changed": True})


def language(request: HttpRequest) -> HttpResponse:
    """Switch the language of the page."""
    lang = request.POST.get("lang", "")
    response = HttpResponseRedirect(inside(request.POST.get("back")))
    if lang in {"vi", "en"}:
        if right_of(request.user) > Right.ANYBODY:
            person = Person.objects.get(pk=request.user.pk)
            person.lang = lang
            person.save(update_fields=["lang"])
        response.set_cookie(COOKIE, lang, max_age=365 * 86_400, httponly=True, samesite="Strict", secure=office().https)
    return response


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Not allowed, in one line; nothing about what is behind the door."""
    if not hasattr(request, "lang"):
        request.lang = "vi"
    return render(request, "review/wrong.html", {"key": "wrong.refused", "back": "/"}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No such page."""
    if not hasattr(request, "lang"):
        request.lang = "vi"
    return render(request, "review/wrong.html", {"key": "wrong.missing", "back": "/"}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong here; the log says what."""
    return HttpResponse("500", status=500, content_type="text/plain")
