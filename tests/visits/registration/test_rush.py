"""Three hundred people of sixty cities ask at one instant for thirty seats, two a city."""

import os
import re
from collections import Counter

import pytest
from django.urls import reverse

from portal.models import Message
from tests.registrations import make_open_meeting
from tests.rush import rush
from visits.models import Claim, ClaimState, Meeting

pytestmark = [pytest.mark.alone, pytest.mark.django_db(transaction=True)]

PEOPLE, CITIES, SEATS, OF_EACH = 300, 60, 30, 2
# On two cores of their own.
SECONDS = 20
# As the mail says it.
POSITION = re.compile(r"number (\d+) on the waiting list")
# Once more makes chance less likely; `make soak` asks for many.
TIMES = int(os.environ.get("RUSHES", "2"))


@pytest.mark.parametrize("_time", range(TIMES))
def test_there_are_thirty_seats_and_thirty_are_given(_time: int) -> None:
    meeting = make_open_meeting("Rush", room_seats=SEATS, seats_per_city=OF_EACH)

    answered = rush(reverse("register", args=[meeting.slug]), people=PEOPLE, cities=CITIES)

    assert Counter(answered.statuses) == {302: PEOPLE}
    assert answered.seconds < SECONDS
    claims = list(Claim.objects.filter(meeting=meeting).order_by("number"))
    assert [claim.number for claim in claims] == list(range(1, PEOPLE + 1))
    assert [claim.state for claim in claims] == by_the_rules(claims)
    assert told(meeting) == [said(claim, claims) for claim in claims]


def by_the_rules(claims: list[Claim]) -> list[str]:
    """In the order of the line: whoever comes while the room and the own city have a seat is in, and the others wait."""
    of_city: Counter[int] = Counter()
    states = []
    for claim in claims:
        city = claim.city_id or 0
        is_in = of_city.total() < SEATS and of_city[city] < OF_EACH
        of_city[city] += is_in
        states.append(ClaimState.CONFIRMED if is_in else ClaimState.WAITING)
    return [str(state) for state in states]


def said(claim: Claim, claims: list[Claim]) -> str:
    """What is true of it at the moment at which it joins the line."""
    if claim.state == ClaimState.CONFIRMED:
        return "confirmed"
    before = [one for one in claims if one.number <= claim.number and one.state == claim.state]
    return f"waiting, number {len(before)}"


def told(meeting: Meeting) -> list[str]:
    """What the one mail to each said, in the order of the line."""
    mails = Message.objects.filter(about_registration__registration__meeting=meeting)
    by_person = {mail.person_id: mail for mail in mails}
    assert len(by_person) == len(mails) == PEOPLE
    line = Claim.objects.filter(meeting=meeting).order_by("number").select_related("registration")
    return [as_said(by_person[claim.registration.person_id]) for claim in line]


def as_said(mail: Message) -> str:
    if mail.name == "registration_confirmed":
        return "confirmed"
    assert mail.name == "registration_waiting"
    found = POSITION.search(mail.text)
    assert found, mail.text
    return f"waiting, number {found[1]}"
