from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.actions.people import add_person, begin_post
from members.models import Person, Post
from portal.models import LogEntry
from tests.factories import make_city, make_person

pytestmark = pytest.mark.django_db


def test_add_person_keeps_the_address_in_lower_case_and_can_log_in() -> None:
    person = add_person(
        name="Riga representative", email="Riga@Example.org", password="x" * 14, by=None
    )

    assert person.email == "riga@example.org"
    assert person.check_password("x" * 14)


def test_add_person_without_address_exists_and_cannot_log_in() -> None:
    first = add_person(name="Gabriel Jacqmin", by=None)
    second = add_person(name="Porto representative", by=None)

    assert first.email is second.email is None
    assert not first.has_usable_password()


def test_add_person_with_a_taken_address_is_refused() -> None:
    add_person(name="Riga representative", email="riga@example.org", by=None)

    with pytest.raises(ValidationError, match="already exists"):
        add_person(name="Another", email="RIGA@example.org", by=None)

    assert Person.objects.count() == 1


def test_add_person_writes_no_name_or_address_into_the_log() -> None:
    person = add_person(name="Riga representative", email="riga@example.org", by=None)

    entry = LogEntry.objects.get(verb="add_person")
    assert entry.subject_id == person.pk
    assert "riga" not in str(entry.facts).lower()


def test_begin_post_refuses_a_second_one_in_the_same_city_and_days() -> None:
    person, city = make_person(), make_city()
    begin_post(person=person, city=city, starts_on=date(2020, 1, 1), by=None)

    with pytest.raises(ValidationError, match="has a post in this city in these days already"):
        begin_post(person=person, city=city, starts_on=date(2021, 1, 1), by=None)

    assert Post.objects.count() == 1


def test_begin_post_allows_posts_in_two_cities() -> None:
    person = make_person()

    for name in ("Brno", "Riga"):
        begin_post(person=person, city=make_city(name), starts_on=date(2020, 1, 1), by=None)

    assert person.posts.count() == 2
