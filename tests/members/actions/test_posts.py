"""Changing and ending posts."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.actions.posts import change_post, end_post
from members.models import City, Person, Post
from members.reader import Reader
from portal.models import LogEntry, Message
from tests.factories import make_city, make_person, make_post
from tests.personas import today, tomorrow, yesterday
from tests.racing import race
from tests.ways_in import make_access_request, make_coordinator, make_group_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return make_city("Utrecht")


@pytest.fixture
def coordinator(city: City) -> Person:
    return make_coordinator(city, "Utrecht coordinator")


@pytest.fixture
def post(city: City) -> Post:
    return make_person("Utrecht representative", city=city).posts.get()


# Changing ----------------------------------------------------------------------------------------


def test_a_representative_becomes_coordinator_and_is_told(post: Post, coordinator: Person) -> None:
    change_post(post=post, kind="coordinator", title="Head of care", by=coordinator)

    post.refresh_from_db()
    assert (post.kind, post.title) == ("coordinator", "Head of care")
    message = Message.objects.get()
    assert message.to == post.person.email
    assert message.subject == "Your role for Utrecht has changed"
    assert "Utrecht coordinator made you a coordinator of Utrecht." in message.text
    assert LogEntry.objects.get().facts == {
        "city": post.city_id,
        "kind": "coordinator",
        "fields": ["kind", "title"],
    }


def test_who_steps_down_is_not_written_to(coordinator: Person) -> None:
    post = coordinator.posts.get()

    change_post(post=post, kind="representative", title="", by=coordinator)

    assert not Reader(person=coordinator).coordinated_city_ids
    assert not Message.objects.exists()


def test_a_job_title_alone_is_no_news(post: Post, coordinator: Person) -> None:
    change_post(post=post, kind=post.kind, title="Policy officer", by=coordinator)

    assert not Message.objects.exists()
    assert LogEntry.objects.get().facts["fields"] == ["title"]


def test_what_is_as_it_was_leaves_no_trace(post: Post, coordinator: Person) -> None:
    change_post(post=post, kind=post.kind, title=post.title, by=coordinator)

    assert not LogEntry.objects.exists()


def test_a_role_that_is_none_is_refused(post: Post, coordinator: Person) -> None:
    with pytest.raises(ValidationError):
        change_post(post=post, kind="mayor", title="", by=coordinator)

    post.refresh_from_db()
    assert post.kind == "representative"


def test_what_waits_passes_to_staff_when_the_last_coordinator_steps_down(
    city: City, coordinator: Person
) -> None:
    access, place = (
        make_access_request(city=city),
        make_group_request(person=make_person(city=city), city=city),
    )
    elsewhere = make_access_request("x@riga.example", city=make_city("Riga"))

    change_post(post=coordinator.posts.get(), kind="representative", title="", by=coordinator)

    for asked in (access, place, elsewhere):
        asked.refresh_from_db()
    assert access.is_with_staff
    assert place.is_with_staff
    assert not elsewhere.is_with_staff


def test_what_waits_stays_with_the_other_coordinator(city: City, coordinator: Person) -> None:
    make_coordinator(city)
    asked = make_access_request(city=city)

    change_post(post=coordinator.posts.get(), kind="representative", title="", by=coordinator)

    asked.refresh_from_db()
    assert not asked.is_with_staff


# Ending ------------------------------------------------------------------------------------------


def test_a_post_lasts_until_the_end_of_its_last_day(post: Post, coordinator: Person) -> None:
    end_post(post=post, until=today(), by=coordinator)

    post.refresh_from_db()
    assert post.ends_on == today()
    assert Reader(person=post.person).is_representative
    assert LogEntry.objects.get(verb="end_post").facts["until"] == str(today())


def test_a_post_that_ends_at_once_is_over(post: Post, coordinator: Person) -> None:
    end_post(post=post, until=yesterday(), by=coordinator)

    assert not Reader(person=post.person).is_representative


def test_a_post_that_began_today_and_ends_at_once_leaves_no_row(
    city: City, coordinator: Person
) -> None:
    post = make_post(person=make_person(), city=city, starts_on=today())

    end_post(post=post, until=yesterday(), by=coordinator)

    assert not Post.objects.filter(pk=post.pk).exists()
    assert LogEntry.objects.filter(verb="end_post", subject_id=post.person_id).exists()


def test_it_may_end_earlier_than_was_said_and_never_later(post: Post, coordinator: Person) -> None:
    end_post(post=post, until=tomorrow(), by=coordinator)
    end_post(post=post, until=today(), by=coordinator)

    for day in (today(), tomorrow()):
        with pytest.raises(ValidationError, match=r"Utrecht representative ends on .* already"):
            end_post(post=post, until=day, by=coordinator)
    post.refresh_from_db()
    assert post.ends_on == today()


def test_what_was_asked_in_the_citys_name_is_taken_back(post: Post, coordinator: Person) -> None:
    asked = make_group_request(person=post.person, city=post.city)
    elsewhere = make_group_request(person=post.person, city=make_city())

    end_post(post=post, until=today(), by=coordinator)

    asked.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("taken_back", coordinator)
    assert elsewhere.answer == ""


def test_what_waits_passes_to_staff_on_the_day_after_the_last_coordinator(
    city: City, coordinator: Person
) -> None:
    late = make_access_request(city=city, to_staff_at=timezone.now() + timedelta(days=9))
    soon = make_access_request(
        "b@utrecht.example", city=city, to_staff_at=timezone.now() + timedelta(hours=1)
    )

    end_post(post=coordinator.posts.get(), until=tomorrow(), by=coordinator)

    late.refresh_from_db()
    soon.refresh_from_db()
    assert timezone.localdate(late.to_staff_at) == tomorrow() + timedelta(days=1)
    assert timezone.localtime(late.to_staff_at).hour == 0
    assert soon.to_staff_at is not None
    assert soon.to_staff_at < timezone.now() + timedelta(hours=2)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_end_a_post_at_once_one_is_told_that_it_ended(
    post: Post, coordinator: Person
) -> None:
    results = race(lambda: end_post(post=post, until=today(), by=coordinator), times=2)

    refused = [each for each in results if isinstance(each, Exception)]
    assert len(refused) == 1
    assert isinstance(refused[0], ValidationError)
    assert LogEntry.objects.filter(verb="end_post").count() == 1
