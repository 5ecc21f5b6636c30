"""Sessions in the database, whose keys are letters and digits: anything else in the cookie is no session."""

from typing import Any, Final

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import Expression, QuerySet, TextField
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from portal.lib import content_version
from portal.lib.questions import Place, Questions


class Version(Expression):
    """The content's version, as a column of the question that comes before all others."""

    output_field = TextField()

    def as_sql(self, _compiler: SQLCompiler, _connection: Any) -> tuple[str, tuple[()]]:
        return f"(SELECT changed_in::text FROM {content_version.VERSION})", ()  # noqa: S608 - our own name


def _stored(_asker: None) -> QuerySet[Session, tuple[str, str]]:
    lasting = Session.objects.filter(session_key=Place("key"), expire_date__gt=Place("now"))
    return lasting.annotate(version=Version()).values_list("session_data", "version")


STORED: Final = Questions(_stored)


class SessionStore(DatabaseStore):
    """A key with other signs is never asked of the database, which refuses some of them.

    ``content_version`` is read with the session, before anything that a page shows; none where there is no session.
    """

    content_version: str | None = None

    def load(self) -> dict[str, object]:
        values = {"key": self.session_key, "now": timezone.now()}
        for data, version in STORED.ask(None, lambda: None, values):
            self.content_version = version
            return self.decode(data)
        self._session_key = None
        return {}

    def _validate_session_key(self, key: str | None) -> bool:
        return key is not None and key.isascii() and key.isalnum() and len(key) >= 8
