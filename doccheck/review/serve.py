"""The server (máy chủ): settings in code, accounts brought up to date, a first manager, then waitress."""

import gc
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.review.office import Office, set_office
from doccheck.rulebook.messages import say
from doccheck.run.pen import hasten, keeping
from doccheck.run.workspace import open_workspace

THREADS, BACKLOG, MOST_BODY, MOST_HEADER = 16, 512, 33 << 20, 64 << 10
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
FIRST = "admin"
COLLECT = (20_000, 20, 20)  # a request makes thousands of objects that go by themselves; circles are few


def accounts_of(workspace: Path) -> Path:
    """Where accounts and log-ins stand: a file of their own beside the workspace."""
    return workspace.with_name(f"{workspace.stem}.accounts.sqlite3")


def make_office(workspace: Path, **switches: Any) -> Office:
    """The room over a workspace; UsageError when the file is not one."""
    opened = open_workspace(workspace)
    hasten(opened)
    opened.close()
    return Office(workspace_path=workspace.absolute(), accounts_path=accounts_of(workspace.absolute()), **switches)


def prepare(office: Office) -> Any:
    """Django over the room, its tables up to date; the WSGI application."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    os.umask(0o077)
    set_office(office)
    if not settings.configured:
        from doccheck.review.settings import settings_of

        settings.configure(**settings_of(office))
        django.setup()
        _spare()
    call_command("migrate", verbosity=0, interactive=False)
    office.accounts_path.chmod(0o600)
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


def _spare() -> None:
    """Leave out what Django does at the start of each request for others: it looks after connections at its end too."""
    from django.core.signals import request_started
    from django.db import close_old_connections, reset_queries

    request_started.disconnect(reset_queries)
    request_started.disconnect(close_old_connections)


def first_person() -> str | None:
    """The first manager with a password for one use, when there is nobody yet; the password."""
    from doccheck.review.models import Person

    if Person.objects.exists():
        return None
    word = secrets.token_urlsafe(12)
    person = Person(username=FIRST, role="admin", must_change=True, secret=True)
    person.set_password(word)
    person.save()
    return word


def serve(office: Office, host: str, port: int, *, told: Callable[[str], None], lang: str = "vi") -> None:
    """Serve until interrupted."""
    if not office.login and host not in LOOPBACK:
        raise UsageError(say("review.cli.no_login_far", lang))
    application = prepare(office)
    word = first_person()
    _ = office.tools  # rules are read once, before anybody waits for a page
    gc.collect()
    gc.freeze()  # what stays for good is not looked through again while somebody waits
    gc.set_threshold(*COLLECT)
    from waitress.server import create_server

    try:
        server = create_server(
            application,
            host=host,
            port=port,
            threads=THREADS,
            backlog=BACKLOG,
            connection_limit=400,
            max_request_body_size=MOST_BODY,
            max_request_header_size=MOST_HEADER,
            ident="doccheck",
            clear_untrusted_proxy_headers=True,
            channel_timeout=60,
        )
    except OSError as error:
        raise UsageError(say("review.cli.port", lang, port=port, reason=error.strerror or str(error))) from error
    shown = host if ":" not in host else f"[{host}]"
    told(say("review.cli.open", lang, address=f"http://{shown}:{server.effective_port}/"))
    if word and office.login:
        told(say("review.cli.first", lang, name=FIRST, word=word))
    if host not in LOOPBACK:
        told(say("review.cli.far", lang))
    with keeping(office.workspace_path):
        try:
            server.run()
        finally:
            server.close()
