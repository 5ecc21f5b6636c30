"""Nothing more is given or asked for once a meeting is cancelled, or an invitation has run out; until then leaving is possible."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from tests.factories import make_person, make_representative, make_staff, sign_in
from tests.registrations import make_claim, make_open_meeting, make_option, make_registration
from visits.actions.registration import approving, changing, leaving, offering, registering
from visits.actions.registration.erasing import leave_meetings
from visits.models import Claim, Meeting, Registration
from visits.registration.states import Actor
from visits.registration.wishes import Attend, Wish

OVER = timezone.now() - timedelta(days=2)

pytestmark = pytest.mark.django_db


def cancelled(**row: Any) -> Registration:
    """A registration for a meeting that was cancelled since."""
    made = make_registration(meeting=make_open_meeting(room_seats=5), **row)
    Meeting.objects.filter(pk=made.meeting_id).update(state="cancelled")
    return Registration.objects.get(pk=made.pk)


def by(person: Person, actor: Actor) -> dict[str, Any]:
    return {"by": person, "actor": actor}


def test_no_request_is_approved_for_a_cancelled_meeting() -> None:
    row = cancelled(state="pending", approval="staff")

    with pytest.raises(ValidationError, match="no registration for this meeting"):
        approving.approve(registration=row, **by(make_staff(), Actor.STAFF))


@pytest.mark.parametrize("give", [offering.give_seat, offering.offer_seat])
def test_no_seat_is_given_at_a_cancelled_meeting(give: Any) -> None:
    row = cancelled(state="waiting")

    with pytest.raises(ValidationError, match="no registration for this meeting"):
        give(claim=row.claims.get(), **by(make_staff(), Actor.STAFF))


def test_no_offer_is_accepted_at_a_cancelled_meeting() -> None:
    row = cancelled(state="offered")

    with pytest.raises(ValidationError, match="no registration for this meeting"):
        offering.accept_offer(claim=row.claims.get(), **by(row.person, Actor.PERSON))


def test_nobody_comes_instead_to_a_cancelled_meeting() -> None:
    row = cancelled()
    colleague = make_person(city=row.city)

    with pytest.raises(ValidationError, match="no registration for this meeting"):
        leaving.substitute(registration=row, person=colleague, **by(row.person, Actor.PERSON))


def test_nothing_more_is_asked_of_a_cancelled_meeting_and_what_one_has_is_given_up() -> None:
    row = cancelled()
    dinner = make_option(row.meeting)

    with pytest.raises(ValidationError, match="no registration for this meeting"):
        changing.change_wish(
            registration=row,
            wish=Wish(Attend.ROOM, frozenset({dinner.pk})),
            **by(row.person, Actor.PERSON),
        )
    leaving.cancel(registration=row, **by(row.person, Actor.PERSON))

    assert Registration.objects.get(pk=row.pk).state == "cancelled"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"answers_until_at": OVER}, "could be changed until .* Nothing was changed"),
        ({"starts_on": OVER.date(), "ends_on": OVER.date()}, "has begun.* Nothing was changed"),
    ],
)
def test_the_person_changes_the_wish_as_long_as_the_answers_and_staff_later_too(
    fields: dict[str, Any], words: str
) -> None:
    row = make_registration(meeting=make_open_meeting(mode="hybrid", **fields))
    online: dict[str, Any] = {"registration": row, "wish": Wish(Attend.ONLINE)}

    with pytest.raises(ValidationError, match=words):
        changing.change_wish(**online, **by(row.person, Actor.PERSON))
    assert [one.what for one in row.claims.living()] == ["room"]
    changing.change_wish(**online, **by(make_staff(), Actor.STAFF))

    assert [one.what for one in row.claims.living()] == ["online"]


def test_an_invitation_is_not_accepted_after_its_time() -> None:
    person = make_representative()
    row = make_registration(person=person, state="invited")
    Claim.objects.filter(registration=row).update(until_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(ValidationError, match="does not hold any more"):
        registering.accept_invitation(
            registration=row, wish=Wish(Attend.ROOM), **by(person, Actor.PERSON)
        )


def test_an_invitation_is_accepted_once() -> None:
    meeting = make_open_meeting(mode="hybrid", room_seats=0)
    row = make_registration(meeting=meeting, state="invited")
    both: dict[str, Any] = {"wish": Wish(Attend.BOTH), **by(row.person, Actor.PERSON)}
    registering.accept_invitation(registration=row, **both)

    with pytest.raises(ValidationError, match="does not hold any more"):
        registering.accept_invitation(registration=row, **both)

    assert [one.state for one in row.claims.order_by("pk")] == ["waiting", "confirmed"]


def test_who_is_chosen_for_the_room_needs_no_seat_online() -> None:
    over = timezone.now() - timedelta(days=1)
    meeting = make_open_meeting(
        mode="hybrid", room_seats=2, online_seats=1, allocation="by_selection", closes_at=over
    )
    rows = [make_registration(meeting=meeting, state="pending") for _ in range(2)]
    for row in rows:
        make_claim(row, what="online", state="pending")

    approving.select(
        meeting=meeting,
        chosen=[row.pk for row in rows],
        others_wait=True,
        **by(make_staff(), Actor.STAFF),
    )

    living = Claim.objects.living().filter(meeting=meeting)
    assert list(living.values_list("what", "state")) == [("room", "confirmed")] * 2


@pytest.mark.parametrize(
    ("state", "days", "is_late"),
    [
        ("confirmed", 4, True),
        ("offered", 4, True),
        ("waiting", 4, False),
        ("pending", 4, False),
        ("confirmed", 9, False),
    ],
)
def test_who_held_a_seat_in_the_last_days_cancels_late_and_is_told_so_before(
    client: Client, state: str, days: int, is_late: bool
) -> None:
    begins = timezone.localdate() + timedelta(days=days)
    row = make_registration(meeting=make_open_meeting(starts_on=begins), state=state)
    sign_in(client, row.person)

    asked = client.get(reverse("registration_leave", args=[row.meeting.slug])).text
    leaving.cancel(registration=row, **by(row.person, Actor.PERSON))

    assert ("late cancellation" in asked) is is_late
    assert Registration.objects.get(pk=row.pk).is_late is is_late


def test_once_the_meeting_is_over_there_nobody_leaves_and_no_page_offers_it(
    client: Client, time_machine: Any
) -> None:
    day = date(2027, 5, 11)
    time_machine.move_to(datetime(2027, 5, 11, 11, tzinfo=UTC), tick=False)
    zone = {"time_zone": "Pacific/Auckland"}
    row = make_registration(meeting=make_open_meeting(starts_on=day, ends_on=day, **zone))
    sign_in(client, row.person)
    own = reverse("register", args=[row.meeting.slug])
    leave = reverse("registration_leave", args=[row.meeting.slug])
    desk = reverse("manage_registration_one", args=[row.meeting.slug, row.pk])

    assert leave in client.get(own).text
    time_machine.move_to(datetime(2027, 5, 11, 12, tzinfo=UTC), tick=False)
    assert leave not in client.get(own).text
    assert "stay as they were" in client.get(leave).text
    assert "stay as they were" in client.post(leave, follow=True).text
    sign_in(client, make_staff())
    assert "Withdraw" not in client.get(desk).text
    with pytest.raises(ValidationError, match=r"The meeting is over.* Nothing was changed"):
        leaving.withdraw(registration=row, reason="Moved.", **by(make_staff(), Actor.STAFF))
    leave_meetings(person=row.person, by=None)

    assert Registration.objects.get(pk=row.pk).state == "confirmed"
