"""Alerts (nhắc việc) by e-mail and other services, through one library; nothing is sent unless an address is given."""

from collections.abc import Sequence
from pathlib import Path

from doccheck.errors import UsageError
from doccheck.rulebook.messages import say


def send(addresses: Sequence[str], title: str, body: str, attachments: Sequence[Path] = ()) -> None:
    """Send a message to every address; UsageError when an address is no address or none took it."""
    try:
        import apprise
    except ImportError as error:
        raise UsageError(say("alerts.no_library")) from error
    box = apprise.Apprise()
    for number, address in enumerate(addresses, 1):
        if not box.add(address):
            raise UsageError(say("alerts.bad_address", number=number))
    sent = box.notify(
        title=title,
        body=body,
        body_format=apprise.NotifyFormat.TEXT,
        attach=[str(path) for path in attachments] or None,
    )
    if not sent:
        raise UsageError(say("alerts.not_sent", count=len(addresses)))
