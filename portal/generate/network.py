"""The whole network, in one transaction: all of it is there, or nothing is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from django.db import transaction

from members.models import Person
from portal.generate import agendas, around, documents, groups, meetings, people, registrations
from portal.generate.asked import Asked, RefusedError
from portal.lib.locks import hold
from portal.models import LogEntry
from visits.models import Meeting

Tell = Callable[[str], None]


@transaction.atomic
def generate(asked: Asked, *, password: str, tell: Tell) -> Meeting:
    """Make the network, and give the meeting that is open for registration. ``tell`` is given pieces of a line.

    Raises RefusedError where numbers do not fit, or people were generated before: they are nowhere marked but by their
    addresses, and nothing takes them away again.
    """
    asked.check()
    hold("generated network")
    if Person.objects.filter(email__regex=r"^rep\d{4,}@example\.org$").exists():
        raise RefusedError(
            "There are generated people here already. Nothing was made: begin with an empty database to have other ones."
        )
    with _step(tell, f"{asked.cities} cities, {asked.people} people and their groups"):
        cities = people.add_cities(asked)
        # First of all: what the database keeps of words is then of no act, but how their history began.
        LogEntry.objects.record("generate", cities[0], by=None, seed=asked.seed)
        posts = people.add_people(asked, cities, password=password)
        circles = groups.add_groups(asked, posts)
    with _step(tell, f"{asked.meetings} meetings"):
        visits = meetings.add_meetings(asked, circles, cities)
    with _step(tell, "Agendas, practical information, who came, who registers"):
        talks = agendas.add_agendas(asked, visits)
        around.add_practical(visits)
        around.add_attendance(asked, visits)
        registrations.add_registrations(asked, visits)
    with _step(tell, f"{asked.documents} documents with {asked.pages} pages"):
        documents.add_documents(asked, visits, talks, _share_of(asked.pages, tell))
    return visits[0].meeting


@contextmanager
def _step(tell: Tell, what: str) -> Iterator[None]:
    tell(f"{what} ... ")
    began = monotonic()
    yield
    tell(f"{monotonic() - began:.1f} s\n")


def _share_of(whole: int, tell: Tell) -> Callable[[int], None]:
    """Tells how much is done, each tenth once."""
    told = 0

    def tell_share(done: int) -> None:
        nonlocal told
        if (tenth := done * 10 // whole) > told:
            told = tenth
            tell(f"{tenth * 10} % ")

    return tell_share
