"""Copies of agenda items: what is said of them and who speaks, and nothing that belongs to the one copied."""

from collections.abc import Iterable

from visits.models import AgendaDay, AgendaItem, Speaker

COPIED = (
    "kind",
    "title",
    "description",
    "starts",
    "ends",
    "ends_next_day",
    "place",
    "track",
    "position",
)
SPOKEN = ("person_id", "name", "role", "organisation", "city_id", "position")


def copy_items(items: Iterable[AgendaItem], day: AgendaDay) -> list[AgendaItem]:
    """Write copies on ``day``, with calendar UIDs of their own; ``items`` come with their speakers."""
    pairs = [
        (item, AgendaItem(day=day, **{name: getattr(item, name) for name in COPIED}))
        for item in items
    ]
    AgendaItem.objects.bulk_create(copy for _item, copy in pairs)
    Speaker.objects.bulk_create(
        Speaker(item=copy, **{name: getattr(speaker, name) for name in SPOKEN})
        for item, copy in pairs
        for speaker in item.speakers.all()
    )
    return [copy for _item, copy in pairs]
