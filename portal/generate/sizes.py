"""How large the database has become, in rows, bytes and files; and that it knows so itself."""

from collections.abc import Iterator
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat

from documents.models import Document, DocumentPage, PageImage
from members.models import City, Group, Person
from visits.models import AgendaItem, Attendance, Meeting, Registration

COUNTED: Final[dict[str, QuerySet[Any]]] = {
    "cities": City.objects.all(),
    "people": Person.objects.all(),
    "groups": Group.objects.all(),
    "meetings": Meeting.objects.all(),
    "agenda items": AgendaItem.objects.all(),
    "attendances": Attendance.objects.all(),
    "registrations": Registration.objects.all(),
    "documents": Document.objects.all(),
    "pages": DocumentPage.objects.all(),
    "pictures of pages": PageImage.objects.all(),
}


def tell_planner() -> None:
    """Let the database count what is there: its plans would be those of an empty one for a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def sizes() -> Iterator[str]:
    """A line each, of all that is there now, whoever made it."""
    for name, rows in COUNTED.items():
        yield f"{rows.count():>9,} {name}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        yield f"{filesizeformat(cursor.fetchone()[0])} database"
