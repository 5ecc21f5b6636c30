"""What texts were before: how the database keeps each version of a row, and who is said to have made it.

Triggers of the database keep them, so that no way of writing passes them by; docs/decisions/0112 says how and why.
"""

from typing import Any, Final, cast

import pghistory
from django.db import migrations, models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from pghistory.models import Event

REMOVED: Final = "delete"


class History(Event):
    """One version of a row's words: how it was left by an act, or, where the row was removed, how it last was.

    ``entry_id`` is the log's line of that act, which says who and what. The database writes it when the log is written;
    a change that no log tells of has none.
    """

    entry_id = models.BigIntegerField(_("act"), null=True)

    class Meta:
        abstract = True
        ordering = ["pgh_id"]
        indexes = [
            models.Index(fields=["entry_id"], name="%(class)s_by_entry"),
            # Of these there are hardly any: the database looks for them whenever the log is written.
            models.Index(
                fields=["pgh_created_at"],
                name="%(class)s_unlinked",
                condition=Q(entry_id=None),
            ),
        ]


def versions_of(model: type[models.Model], *fields: str) -> Any:
    """The class that a table of versions of ``fields`` of ``model`` is made from."""
    return pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        fields=list(fields),
        # Versions outlive what they are of.
        obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+"),
        # Who did it is told by the log; the package's own way would write before every statement.
        context_field=cast("Any", None),
        base_model=History,
    )


def superseded(versions: QuerySet[Any]) -> QuerySet[Any]:
    """Each with ``followed_at``, when a later version took its place; none for the one that stands."""
    later = versions.model.objects.filter(
        pgh_obj=OuterRef("pgh_obj"), pgh_id__gt=OuterRef("pgh_id")
    )
    followed_at = Subquery(later.order_by("pgh_id").values("pgh_created_at")[:1])
    noted: QuerySet[Any] = versions.annotate(followed_at=followed_at)
    return noted


def forget_earlier(versions: QuerySet[Any]) -> int:
    """Delete what was said earlier, and all of what was removed; what stands stays. How many versions went."""
    followed = superseded(versions).filter(followed_at__isnull=False).values_list("pk", flat=True)
    forgotten: int = versions.filter(pk__in=list(followed)).delete()[0]
    removed: int = versions.filter(pgh_label=REMOVED).delete()[0]
    return forgotten + removed


def linked_to_log(table: str) -> migrations.RunSQL:
    """For the migration that makes ``table``: the log's next line of the same transaction is the act that made a version.

    An act writes first and notes itself then, so it is the first line after it.
    """
    name = f"{table}_linked_to_log"
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE {table} SET entry_id = NEW.id WHERE entry_id IS NULL AND pgh_created_at = now();
            RETURN NULL;
        END $$;
        CREATE TRIGGER {name} AFTER INSERT ON portal_logentry
            FOR EACH ROW EXECUTE FUNCTION {name}();
        """,  # noqa: S608 - our own names
        f"DROP TRIGGER {name} ON portal_logentry; DROP FUNCTION {name}();",
    )


def begun_with(table: str, of: str, *columns: str) -> migrations.RunSQL:
    """For the same migration: what stands now is the first version of each row."""
    names = ", ".join(f'"{column}"' for column in columns)
    return migrations.RunSQL(
        f"INSERT INTO {table} (pgh_created_at, pgh_label, pgh_obj_id, {names}) "  # noqa: S608 - our own names
        f"SELECT now(), 'insert', id, {names} FROM {of}",
        migrations.RunSQL.noop,
    )
