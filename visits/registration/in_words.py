"""What was done to a registration, verb by verb, in the words of its history."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Person
from portal.models import LogEntry
from visits.models import Claim, ClaimState, Option, Registration
from visits.registration.states import Actor

VERBS: Final = {
    "register": gettext_lazy("Asked for"),
    "invite": gettext_lazy("Invited"),
    "accept_invitation": gettext_lazy("Invitation accepted"),
    "approve": gettext_lazy("Approved"),
    "refuse": gettext_lazy("Refused"),
    "select": gettext_lazy("Answered by selection"),
    "offer": gettext_lazy("Seat offered"),
    "accept_offer": gettext_lazy("Offer accepted"),
    "give_seat": gettext_lazy("Seat given"),
    "decline": gettext_lazy("Declined"),
    "lapse": gettext_lazy("Time ran out"),
    "cancel": gettext_lazy("Cancelled"),
    "withdraw": gettext_lazy("Withdrawn"),
    "let_go": gettext_lazy("Given up"),
    "substitute": gettext_lazy("Passed to somebody else"),
    "take_over": gettext_lazy("Taken over from somebody else"),
    "note_registration": gettext_lazy("Note written"),
    "correct_registration": gettext_lazy("Corrected"),
    "keep_seat_for": gettext_lazy("Whom the seat is kept for, changed"),
    "answer_registration": gettext_lazy("Questions answered"),
    "remind": gettext_lazy("Reminder sent"),
    "send_registration_anew": gettext_lazy("Mail sent again"),
}
STANDINGS: Final = {
    Actor.PERSON: gettext_lazy("the person"),
    Actor.CITY: gettext_lazy("the city"),
    Actor.CHAIR: gettext_lazy("the group's chair"),
    Actor.STAFF: gettext_lazy("the secretariat"),
    Actor.PORTAL: gettext_lazy("by itself"),
}


class Act(NamedTuple):
    """One line of the history."""

    at: datetime
    words: str
    led_to: str
    by: str


def history_of(registration: Registration, options: Iterable[Option]) -> list[Act]:
    """The latest first, in one query; what the log holds no words for is said by its verb."""
    names = Person.objects.filter(pk=OuterRef("actor_id")).values("name")
    entries = LogEntry.objects.filter(
        subject_type="registration", subject_id=registration.pk
    ).annotate(actor_name=Subquery(names))
    titles = {option.pk: option.title for option in options}
    return [_act(entry, titles) for entry in entries]


def _act(entry: LogEntry, titles: dict[int, str]) -> Act:
    facts = entry.facts
    verb = str(VERBS.get(entry.verb, entry.verb.replace("_", " ").capitalize()))
    what = _what(facts, titles)
    state = facts.get("to", "")
    led_to = str(ClaimState(state).label) if state in ClaimState.values else ""
    return Act(entry.at, f"{verb}: {what}" if what else verb, led_to, _by(entry))


def _what(facts: dict[str, object], titles: dict[int, str]) -> str:
    if facts.get("option"):
        return titles.get(int(str(facts["option"])), _("an option that is gone"))
    what = facts.get("what", "")
    return str(Claim.What(what).label) if what in Claim.What.values else ""


def _by(entry: LogEntry) -> str:
    name: str = getattr(entry, "actor_name", "") or ""
    actor = entry.facts.get("actor", "")
    standing = str(STANDINGS[Actor(actor)]) if actor in list(Actor) else ""
    if actor == Actor.PERSON:
        return name or standing
    return (
        _("%(name)s, %(standing)s") % {"name": name, "standing": standing}
        if name and standing
        else name or standing
    )
