"""Sessions (phiên đăng nhập) whose keys are kept only as digests: who reads the file cannot use them."""

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


def hidden(key: str | None) -> str | None:
    """Digest of a key, short enough for its column."""
    return hashlib.sha256(key.encode()).hexdigest()[:40] if key else None


class SessionStore(DatabaseStore):
    """Django's own store over digests."""

    def _get_session_from_db(self) -> Any:
        from django.utils import timezone

        try:
            return self.model.objects.get(session_key=hidden(self.session_key), expire_date__gt=timezone.now())
        except self.model.DoesNotExist:
            self._session_key = None
            return None

    def exists(self, session_key: str) -> bool:
        """Whether there is such a session."""
        return bool(self.model.objects.filter(session_key=hidden(session_key)).exists())

    def create_model_instance(self, data: Any) -> Any:
        """The row to write."""
        row = super().create_model_instance(data)
        row.session_key = hidden(self._get_or_create_session_key())
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Revoke a session at once."""
        key = session_key if session_key is not None else self.session_key
        if key is not None:
            self.model.objects.filter(session_key=hidden(key)).delete()
