"""Who is behind a session (người của phiên): read once, read again as soon as anything about a person changes."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models.signals import post_delete, post_save

from doccheck.review.models import Person

_known: dict[Any, Person] = {}


class Persons(ModelBackend):
    """Django's own way of logging in, with a memory."""

    def get_user(self, user_id: Any) -> Any:
        """The person of a session; None when there is none or the account is closed."""
        found = _known.get(user_id)
        if found is None:
            found = super().get_user(user_id)
            if found is not None:
                _known[user_id] = found
        return found


def _forget(**_: Any) -> None:
    _known.clear()


post_save.connect(_forget, sender=Person)
post_delete.connect(_forget, sender=Person)
