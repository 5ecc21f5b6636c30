"""Sessions in the database, whose keys are letters and digits: anything else in the cookie is no session."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """A key with other signs is never asked of the database, which refuses some of them."""

    def _validate_session_key(self, key: str | None) -> bool:
        return key is not None and key.isascii() and key.isalnum() and len(key) >= 8
