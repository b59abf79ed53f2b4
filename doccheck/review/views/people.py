"""People, roles and switches of the room (người dùng, vai trò), for its managers."""

import secrets

from django.contrib.auth.base_user import BaseUserManager
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from doccheck.registry.proposals import set_two_persons, two_persons
from doccheck.review.access import inside, moment, who
from doccheck.review.models import ROLES, Person
from doccheck.review.office import office
from doccheck.run import docket

WORD_LENGTH = 14


def people(request: HttpRequest, fresh: tuple[str, str] | None = None, problem: str = "") -> HttpResponse:
    """Everybody, and how the room is set."""
    conn = office().workspace.conn
    everybody = list(Person.objects.order_by("username"))
    for one in everybody:
        one.seen = one.last_login.astimezone().isoformat() if one.last_login else ""
    departments = [r[0] for r in conn.execute("select distinct department from findings order by 1 limit 500")]
    return render(
        request,
        "review/people.html",
        {
            "people": everybody,
            "roles": ROLES,
            "departments": departments,
            "rate": docket.setting(office().workspace, docket.SECOND_LOOK, "0"),
            "two": two_persons(office().registry),
            "fresh": fresh,
            "problem": problem,
        },
    )


def save(request: HttpRequest) -> HttpResponse:
    """A new person, or changes to one."""
    asked = request.POST
    name = BaseUserManager.normalize_email(asked.get("name", "").strip())[:60]
    if not name or not name.isprintable() or asked.get("role") not in ROLES:
        return people(request, problem="name")
    person, made = Person.objects.get_or_create(username=name)
    if person.pk == request.user.pk and asked.get("role") != "admin":
        return people(request, problem="self")
    person.role = asked["role"]
    person.secret = bool(asked.get("secret"))
    person.is_active = not asked.get("closed")
    person.departments = "\n".join(asked.getlist("department")[:200])
    fresh = None
    if made or asked.get("reset"):
        word = secrets.token_urlsafe(WORD_LENGTH)
        person.set_password(word)
        person.must_change = True
        fresh = (name, word)
    person.save()
    state = "closed" if not person.is_active else person.role
    docket.record(office().workspace, {"what": "people", "after": [state]}, who=who(request), at=moment(), note=name)
    return people(request, fresh) if fresh else HttpResponseRedirect("/people/")


def settings(request: HttpRequest) -> HttpResponse:
    """How many decisions in a hundred take a second look; two persons for the registry."""
    rate = request.POST.get("rate", "")
    if rate.isdigit() and int(rate) <= 100:
        docket.change_setting(office().workspace, docket.SECOND_LOOK, str(int(rate)), who=who(request), at=moment())
    from doccheck.registry.places import open_to_write

    wanted = bool(request.POST.get("two"))
    if wanted != two_persons(office().registry):
        shelf = open_to_write(office().registry_path)
        set_two_persons(shelf, wanted)
        shelf.close()
    return HttpResponseRedirect(inside(request.POST.get("back"), "/people/"))
