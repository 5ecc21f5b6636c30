"""Who was erased is in no earlier version of a text either; what was corrected by hand is forgotten as it was."""

import pytest

from members.models import Group, GroupHistory
from portal.erasure import Reason, erase
from portal.mentions import decide
from portal.models import Mention
from tests.factories import make_group, make_meeting, make_representative, make_staff
from tests.traces import EMAIL, NAME
from visits.actions.meetings import describe_meeting
from visits.models import MeetingHistory

pytestmark = pytest.mark.django_db


def rewrite(group: Group, objectives: str) -> None:
    Group.objects.filter(pk=group.pk).update(objectives=objectives)


def test_earlier_versions_that_name_somebody_go_with_the_person() -> None:
    person, staff, meeting = make_representative(NAME, email=EMAIL), make_staff(), make_meeting()
    for words in ("<p>Come.</p>", f"<p>Ask {NAME}.</p>", "<p>Ask us.</p>"):
        describe_meeting(meeting=meeting, by=staff, introduction=words)

    erase(person=person, by=person, reason=Reason.WISH)

    kept = MeetingHistory.objects.filter(pgh_obj=meeting).order_by("pk")
    assert [one.introduction for one in kept] == ["", "<p>Come.</p>", "<p>Ask us.</p>"]
    assert not Mention.objects.exists()


@pytest.mark.parametrize("correction", ["<p>Ask the chair.</p>", ""])
def test_what_was_changed_by_hand_is_forgotten_as_it_was(correction: str) -> None:
    person, group = make_representative(NAME, email=EMAIL), make_group()
    rewrite(group, f"<p>{NAME} began it.</p>")
    erase(person=person, by=person, reason=Reason.WISH)
    rewrite(group, f"<p>{NAME} began it in 2001.</p>")
    rewrite(group, correction)

    decide(mention=Mention.objects.get(), decision=Mention.Decision.CHANGED, by=make_staff())

    kept = {one.objectives for one in GroupHistory.objects.filter(pgh_obj=group)}
    assert kept == {correction}


def test_what_stays_as_it_was_published_keeps_its_versions() -> None:
    person, group = make_representative(NAME, email=EMAIL), make_group()
    rewrite(group, f"<p>{NAME} began it.</p>")
    erase(person=person, by=person, reason=Reason.WISH)
    rewrite(group, f"<p>{NAME} began it in 2001.</p>")

    decide(mention=Mention.objects.get(), decision=Mention.Decision.KEPT, by=make_staff())

    assert GroupHistory.objects.filter(pgh_obj=group, objectives__contains="2001").exists()
