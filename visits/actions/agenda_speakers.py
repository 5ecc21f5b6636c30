"""Who speaks at an agenda's items."""

from collections.abc import Sequence

from django.db import transaction

from members.models import City, Person
from portal.lib.names import fold
from visits.actions.editing import editing, save
from visits.models import AgendaItem, Speaker
from visits.planned import SpeakerGiven


@transaction.atomic
def add_speaker(
    *,
    item: AgendaItem,
    by: Person | None,
    person: Person | None = None,
    name: str = "",
    role: str = "",
    organisation: str = "",
    city: City | None = None,
) -> Speaker:
    """Add a speaker: a person of the network, or just a name."""
    with editing(item.day.meeting, "add_speaker", by) as edit:
        item = edit.item(item)
        speaker = Speaker(
            item=item,
            person=person,
            name=name,
            role=role,
            organisation=organisation,
            city=city,
            position=item.speakers.count(),
        )
        speaker.full_clean()
        speaker.save()
        save(item)
    return speaker


@transaction.atomic
def set_speakers(
    *,
    item: AgendaItem,
    speakers: Sequence[SpeakerGiven],
    by: Person | None,
    version: int | None = None,
) -> AgendaItem:
    """Say who speaks, in order. Who spoke already keeps the row, and with it what hangs on it."""
    with editing(item.day.meeting, "set_speakers", by) as edit:
        item = edit.item(item, version)
        write_speakers(item, speakers)
        save(item)
    return item


def write_speakers(item: AgendaItem, speakers: Sequence[SpeakerGiven]) -> None:
    """The speakers of an item whose meeting's row is taken; each is known again by person, or else by name."""
    there = {_who(row.person_id, row.name): row for row in item.speakers.all()}
    for position, given in enumerate(speakers):
        person_id = given.person.pk if given.person else None
        row = there.pop(_who(person_id, given.name), None) or Speaker(item=item)
        row.person, row.city, row.position = given.person, given.city, position
        row.name, row.role, row.organisation = given.name, given.role, given.organisation
        row.clean_fields(exclude=["item", "person", "city"])
        row.validate_constraints()
        row.save()
    Speaker.objects.filter(pk__in=[row.pk for row in there.values()]).delete()


def _who(person_id: int | None, name: str) -> tuple[int | None, str]:
    return (person_id, "" if person_id else fold(name))
