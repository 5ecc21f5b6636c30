import pytest
from django.core.exceptions import ValidationError

from tests.factories import make_city, make_person
from tests.visits.actions.agendas import item_of, make_agenda
from visits.actions.agenda_speakers import add_speaker, set_speakers
from visits.models import AgendaItem
from visits.planned import SpeakerGiven

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> AgendaItem:
    return item_of(make_agenda("09:00 10:00 Welcome"), "Welcome")


def test_add_speaker_is_a_person_or_a_name(item: AgendaItem) -> None:
    add_speaker(item=item, person=make_person("Riga representative"), by=None)
    add_speaker(item=item, name="Renato Galliano", city=make_city("Milan"), by=None)

    assert [str(speaker) for speaker in item.speakers.all()] == [
        "Riga representative",
        "Renato Galliano",
    ]
    with pytest.raises(ValidationError, match="is a person, or has a name"):
        add_speaker(item=item, by=None)


def test_set_speakers_keeps_the_rows_of_those_who_stay(item: AgendaItem) -> None:
    riga = make_person("Riga representative")
    kept = add_speaker(item=item, name="Renato Galliano", by=None)
    add_speaker(item=item, name="Someone else", by=None)

    set_speakers(
        item=item,
        speakers=[SpeakerGiven(person=riga), SpeakerGiven(name="renato galliano", role="Host")],
        version=2,
        by=None,
    )

    rows = list(item.speakers.all())
    assert [(str(row), row.role) for row in rows] == [
        ("Riga representative", ""),
        ("renato galliano", "Host"),
    ]
    assert rows[1].pk == kept.pk
    with pytest.raises(ValidationError, match="changed meanwhile"):
        set_speakers(item=item, speakers=[], version=2, by=None)


def test_set_speakers_refuses_one_without_a_name_and_keeps_who_was_there(item: AgendaItem) -> None:
    add_speaker(item=item, name="Renato Galliano", by=None)

    with pytest.raises(ValidationError, match="is a person, or has a name"):
        set_speakers(item=item, speakers=[SpeakerGiven(role="Host")], by=None)

    assert [str(speaker) for speaker in item.speakers.all()] == ["Renato Galliano"]
