"""Sessions (phiên đăng nhập) whose keys are kept only as digests: who reads the file cannot use them.

One process serves the site, so what it read once it may remember; whatever changes or ends a session is forgotten at
once.
"""

import hashlib
from threading import Lock
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

MOST = 5_000
_rows: dict[str, tuple[Any, dict[str, Any]]] = {}
_lock = Lock()


def hidden(key: str | None) -> str | None:
    """Digest of a key, short enough for its column."""
    return hashlib.sha256(key.encode()).hexdigest()[:40] if key else None


def forget(row_key: str | None) -> None:
    """Forget what is remembered of a session."""
    with _lock:
        _rows.pop(row_key or "", None)


class SessionStore(DatabaseStore):
    """Django's own store over digests."""

    def load(self) -> dict[str, Any]:
        """What a session holds; its row is read and its seal is checked once, until it changes."""
        key = hidden(self.session_key) or ""
        held = _rows.get(key)
        if held is not None and held[0].expire_date > timezone.now():
            return dict(held[1])
        try:
            row = self.model.objects.get(session_key=key, expire_date__gt=timezone.now())
        except self.model.DoesNotExist:
            self._session_key = None
            return {}
        values = self.decode(row.session_data)
        with _lock:
            if len(_rows) > MOST:
                _rows.clear()
            _rows[key] = (row, values)
        return dict(values)

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return bool(self.model.objects.filter(session_key=hidden(session_key)).exists())

    def create_model_instance(self, data: Any) -> Any:
        """The row to write."""
        row = super().create_model_instance(data)
        row.session_key = hidden(self._get_or_create_session_key())
        return row

    def save(self, must_create: bool = False) -> None:
        """Write; the remembered row is older now."""
        super().save(must_create)
        forget(hidden(self.session_key))

    def delete(self, session_key: str | None = None) -> None:
        """Revoke a session at once."""
        key = session_key if session_key is not None else self.session_key
        if key is not None:
            self.model.objects.filter(session_key=hidden(key)).delete()
            forget(hidden(key))
