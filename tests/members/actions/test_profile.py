"""What people set about themselves, and consents: kept with their words, taken back with what was kept on them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F

from members.actions.profile import change_profile, keep_needs, withdraw_consent
from members.models import Consent, Person
from portal.erasure import Reason, erase
from portal.models import LogEntry
from tests.factories import make_representative
from tests.racing import race
from tests.ways_in import make_consent

pytestmark = pytest.mark.django_db

NEEDS = {"diet": "no nuts", "access_needs": "a ramp"}
SAME: dict[str, Any] = {"phone": "", "languages": [], "news": "at_once"}


def test_only_what_is_another_is_written_and_noted_without_its_words() -> None:
    person = make_representative("Utrecht representative")

    change_profile(person=person, by=person, **SAME | {"name": "Anna Ö.", "phone": "+31 30 1"})

    person.refresh_from_db()
    assert (person.name, person.name_key, person.phone) == ("Anna Ö.", "anna o", "+31 30 1")
    entry = LogEntry.objects.get()
    assert (entry.verb, entry.actor_id) == ("change_profile", person.pk)
    assert entry.facts == {"fields": ["name", "phone"]}


def test_nothing_changed_is_nothing_noted() -> None:
    person = make_representative()

    change_profile(person=person, by=person, **SAME | {"name": person.name})

    assert not LogEntry.objects.exists()


def test_a_consent_is_kept_with_its_words() -> None:
    person = make_representative()

    consent = keep_needs(person=person, by=person, wording="Keep them.", **NEEDS)

    person.refresh_from_db()
    assert (person.diet, person.access_needs) == ("no nuts", "a ramp")
    assert (consent.wording, consent.withdrawn_at) == ("Keep them.", None)


def test_saving_again_is_the_same_consent_and_other_words_another_one() -> None:
    person = make_representative()
    first = keep_needs(person=person, by=person, wording="Keep them.", **NEEDS)

    same = keep_needs(person=person, by=person, wording="Keep them.", diet="", access_needs="")
    other = keep_needs(person=person, by=person, wording="Keep them, please.", **NEEDS)

    first.refresh_from_db()
    assert same == first
    assert first.withdrawn_at is not None
    assert (other.wording, other.withdrawn_at) == ("Keep them, please.", None)


def test_taking_back_empties_both_at_once() -> None:
    person = make_representative(phone="+31 30 1", **NEEDS)
    consent = make_consent(person=person)

    withdraw_consent(consent=consent, by=person)

    person.refresh_from_db()
    consent.refresh_from_db()
    assert (person.diet, person.access_needs, person.phone) == ("", "", "+31 30 1")
    assert consent.withdrawn_at is not None
    assert LogEntry.objects.get().facts == {"kind": "keep_needs"}


def test_what_was_taken_back_is_taken_back_once() -> None:
    consent = make_consent(person=make_representative())
    withdraw_consent(consent=consent, by=consent.person)

    with pytest.raises(ValidationError, match="already"):
        withdraw_consent(consent=consent, by=consent.person)

    assert LogEntry.objects.count() == 1


def test_of_an_erased_person_nothing_is_changed() -> None:
    person = make_representative()
    erase(person=person, by=person, reason=Reason.WISH)

    with pytest.raises(ValidationError, match="erased meanwhile"):
        change_profile(person=person, by=person, **SAME | {"name": "Back again"})

    assert not Person.objects.filter(name="Back again").exists()


@pytest.mark.django_db(transaction=True)
def test_agreeing_twice_at_once_is_one_consent() -> None:
    person = make_representative()

    race(lambda: keep_needs(person=person, by=person, wording="Keep them.", **NEEDS), times=4)

    assert Consent.objects.filter(person=person, withdrawn_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_needs_never_stand_without_a_consent() -> None:
    person = make_representative()
    ways = iter([True, False] * 3)

    race(lambda: _agree_or_take_back(person, agrees=next(ways)), times=6)

    without = Person.objects.exclude(diet="").exclude(
        consents__withdrawn_at=None, consents__person=F("pk")
    )
    assert not without.filter(consents__withdrawn_at__isnull=False).exists()


def _agree_or_take_back(person: Person, *, agrees: bool) -> None:
    if agrees:
        keep_needs(person=person, by=person, wording="Keep them.", **NEEDS)
        return
    for consent in Consent.objects.filter(person=person, withdrawn_at=None):
        withdraw_consent(consent=consent, by=person)
