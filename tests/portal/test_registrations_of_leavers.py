"""What becomes of a registration when the post of its person ends: a colleague comes, or it is listed until somebody decides."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from members.models import City, Person, Post
from members.reader import Reader
from portal import handover
from portal.city_desk import desk_of
from portal.lib.dates import when
from portal.models import Message
from tests.factories import make_city, make_post
from tests.pages import Page, read, words
from tests.personas import today, yesterday
from tests.registrations import make_open_meeting, make_registration
from visits.models import Registration

pytestmark = pytest.mark.django_db


def opened(city: City, by: Person) -> list[str]:
    return [str(each) for each in desk_of(city, Reader(person=by)).open]


def test_a_colleague_comes_instead_with_the_seat(
    post: Post, registration: Registration, coordinator: Person, heir: Person
) -> None:
    successors = {f"registration-{registration.pk}": heir}

    left = handover.end_post(post=post, until=yesterday(), successors=successors, by=coordinator)

    taken = Registration.objects.living().get()
    assert (taken.person, taken.state, taken.replaces) == (heir, "confirmed", registration)
    assert left == []
    assert opened(post.city, coordinator) == []


def test_without_one_it_stays_and_is_listed_and_the_letter_says_so(
    post: Post, registration: Registration, coordinator: Person
) -> None:
    left = handover.end_post(post=post, until=yesterday(), successors={}, by=coordinator)

    days = when(registration.meeting)
    assert [str(each) for each in left] == [f"Registration for “Night visit”, {days}"]
    assert opened(post.city, coordinator) == [
        f"Utrecht officer is registered for “Night visit”, {days}, and no longer represents the city"
    ]
    assert Registration.objects.living().get().state == "confirmed"
    letter = Message.objects.get(name="post_ended").text
    assert "until Utrecht decides whether a colleague comes instead:" in letter
    assert f"- Registration for “Night visit”, {days}" in letter


def test_who_moves_to_another_city_comes_for_the_old_one_until_somebody_decides(
    post: Post, registration: Registration, coordinator: Person
) -> None:
    given = {"kind": "representative", "title": "", "successors": {}, "by": coordinator}

    handover.move_post(post=post, city=make_city("Riga"), until=yesterday(), **given)  # type: ignore[arg-type]

    assert len(opened(post.city, coordinator)) == 1
    assert "until Utrecht decides whether" in Message.objects.get(name="post_moved").text
    registration.refresh_from_db()
    assert (registration.state, registration.city) == ("confirmed", post.city)


def test_an_end_that_is_near_is_listed_with_its_day(
    post: Post, registration: Registration, coordinator: Person
) -> None:
    until = today() + timedelta(days=3)
    handover.end_post(post=post, until=until, successors={}, by=coordinator)

    (open_one,) = desk_of(post.city, Reader(person=coordinator)).open

    assert open_one.from_on == until + timedelta(days=1)


def test_what_is_over_before_the_post_ends_or_for_another_city_is_not_asked_about(
    post: Post, leaver: Person
) -> None:
    riga = make_city("Riga")
    make_post(person=leaver, city=riga)
    make_registration(person=leaver, city=riga, meeting=make_open_meeting())
    make_registration(
        person=leaver, city=post.city, meeting=make_open_meeting(starts_on=yesterday())
    )
    soon = make_registration(person=leaver, city=post.city)

    assert [each.row for each in handover.things_of(post, today())] == [soon]
    assert handover.things_of(post, today() + timedelta(days=90)) == []


def test_a_colleague_who_is_registered_already_cannot_take_over_and_nothing_is_done(
    post: Post, registration: Registration, coordinator: Person, heir: Person
) -> None:
    make_registration(meeting=registration.meeting, person=heir, state="waiting")

    with pytest.raises(ValidationError, match="registered for this meeting already"):
        handover.end_post(
            post=post,
            until=yesterday(),
            successors={f"registration-{registration.pk}": heir},
            by=coordinator,
        )

    post.refresh_from_db()
    assert post.ends_on is None


def test_at_the_desk_a_colleague_is_named_or_it_is_withdrawn(
    desk: Client, post: Post, registration: Registration, heir: Person
) -> None:
    Post.objects.filter(pk=post.pk).update(ends_on=yesterday())
    page = read(desk, "/my/city/")
    (row,) = page.all("li", class_="waiting-row")
    address = f"/my/city/registrations/night-visit/{registration.pk}/"
    assert "Utrecht officer is registered for “Night visit”" in words(row)
    assert f"{address}#withdraw" in page.links
    assert "does not represent Utrecht any more" in read(desk, address).text

    fields = {"open": f"registration-{registration.pk}", "person": heir.pk}
    said = Page(desk.post("/my/city/utrecht/fill/", fields, follow=True))

    assert "Utrecht newcomer takes it from now on." in said.text
    assert Registration.objects.living().get().person == heir
    again = Page(desk.post("/my/city/utrecht/fill/", fields, follow=True))
    assert "This was decided meanwhile" in again.text
