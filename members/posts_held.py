"""The posts that somebody holds today, with the groups and meetings in which they let that person stand.

Every page asks for them, so the question is composed once. docs/decisions/0051 and 0088.
"""

from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from members.models import AccessRequest, City, CityMembership, GroupRequest, Person, Post
from members.models.periods import lasts_on
from portal.lib.questions import Place, Questions, Row

TODAY: Final = Place("today")
# What is found beside the columns of a post and of its city, by the name that it gets on the post.
NOTED: Final = (
    "is_in_member_city",
    "registered",
    "asks",
    "attends",
    "organises",
    "speaks",
    "chairs",
    "belongs",
    "waiting",
)


def posts_held(person: Person) -> list[Post]:
    """Each with its city and what is ``NOTED``: one query. Who holds no post today stands in none."""
    values = {"person": person.pk, "today": timezone.localdate()}
    return [_post(row) for row in HELD.ask(None, lambda: None, values)]


def _held(_asker: None) -> QuerySet[Any, Any]:
    """A mandate is held with a post in its city."""
    in_its_city = Q(lasts_on(TODAY), city=OuterRef("city"))
    ways = {
        "registered": _keys(_of_person("registrations").filter(state="confirmed"), "meeting_id"),
        # Registered, and without a seat yet: for which meeting, and how that stands, as in "12 waiting".
        "asks": _keys(
            _of_person("registrations")
            .filter(ended_at__isnull=True)
            .exclude(state="confirmed")
            .annotate(stands=Concat("meeting_id", Value(" "), "state", output_field=TextField())),
            "stands",
        ),
        "attends": _keys(_of_person("attendance"), "meeting_id"),
        "organises": _keys(_of_person("organised"), "meeting_id"),
        "speaks": _keys(_of_person("talks"), "item__day__meeting_id"),
        "chairs": _keys(_of_person("mandates").filter(in_its_city), "group_id"),
        "belongs": _keys(_of_person("group_memberships").filter(lasts_on(TODAY)), "group_id"),
    }
    membership = Exists(CityMembership.objects.filter(in_its_city))
    current = Post.objects.filter(lasts_on(TODAY), person=Place("person"))
    noted = current.annotate(is_in_member_city=membership, **ways)
    columns = *_columns(Post), *(f"city__{name}" for name in _columns(City)), *NOTED
    rows: QuerySet[Any, Any] = noted.annotate(waiting=_waiting_for_coordinator())
    return rows.values_list(*columns)


def _of_person(name: str) -> QuerySet[Any, Any]:
    """The records that a person has under this name, of whichever person is asked for."""
    relation = getattr(Person, name).rel
    rows: QuerySet[Any, Any] = relation.related_model.objects.filter(
        **{relation.field.name: Place("person")}
    )
    return rows


def _keys(rows: QuerySet[Any, Any], name: str) -> ArraySubquery:
    return ArraySubquery(rows.order_by().values(name))


def _waiting_for_coordinator() -> Case:
    """How much waits for who decides for the post's city; for others nothing is counted."""
    access, places, registrations = (
        Subquery(
            waiting.filter(city=OuterRef("city"))
            .order_by()
            .values("city")
            .annotate(number=Count("pk"))
            .values("number")
        )
        for waiting in (
            AccessRequest.objects.waiting(),
            GroupRequest.objects.waiting(TODAY),
            registrations_to_approve(),
        )
    )
    decides = Q(kind=Post.Kind.COORDINATOR, is_in_member_city=True)
    number = Coalesce(access, 0) + Coalesce(places, 0) + Coalesce(registrations, 0)
    return Case(When(decides, then=number), default=0)


def registrations_to_approve() -> QuerySet[Any, Any]:
    """Those that wait for their city: reached through the city, as they belong to an app above this one."""
    rows: Any = City.registrations.rel.related_model.objects  # type: ignore[attr-defined]
    waiting: QuerySet[Any, Any] = rows.awaiting_city()
    return waiting


def _columns(model: type[Post] | type[City]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]  # noqa: SLF001 - Django's own way


def _post(row: Row) -> Post:
    """As Django would make it of the row; no column of the two needs to be read in another way than the driver does."""
    names, of_city = _columns(Post), _columns(City)
    rest = len(names) + len(of_city)
    post = Post.from_db("default", names, row[: len(names)])
    post.city = City.from_db("default", of_city, row[len(names) : rest])
    for name, found in zip(NOTED, row[rest:], strict=True):
        setattr(post, name, found)
    return post


HELD: Final = Questions(_held)
