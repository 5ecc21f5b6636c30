"""Personal data that is there because of what somebody did or was sent: invitations, requests, mail, log, sessions."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db.models import Q
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.models import Person
from portal.retention.people import YOURSELF_AND_STAFF
from portal.retention.table import Basis, Erased, Held, Purpose, of, of_or_to

DECIDERS: Final = _("The coordinators of that city and the secretariat.")


def _length_of_sessions() -> str:
    days = settings.SESSION_COOKIE_AGE // (24 * 3600)
    return ngettext(
        "%(days)d day at most, or until you log out.",
        "%(days)d days at most, or until you log out.",
        days,
    ) % {"days": days}


def _by_or_about(person: Person) -> Q:
    return Q(actor_id=person.pk) | Q(subject_type="person", subject_id=person.pk)


TRACES: Final = (
    Purpose(
        "invitations",
        _("Invitations"),
        _("To let people in whom a city or the secretariat chose, and nobody else."),
        Basis.INTEREST,
        DECIDERS,
        _("90 days after it was accepted, withdrawn or ran out; one that was never sent, a year."),
        _("It is deleted."),
        (
            Held(
                "members.Invitation",
                "batch email name person city post_kind title office created_at sends sent_at expires_at "
                "opened_at accepted_at withdrawn_at groups",
                of_or_to("email", "person"),
                Erased.DELETED,
            ),
            Held(
                "members.Invitation_groups",
                "invitation group",
                of_or_to("invitation__email", "invitation__person"),
                Erased.BY_ITSELF,
            ),
        ),
        ("invitations", "invitations_never_sent"),
    ),
    Purpose(
        "requests",
        _("Requests for access and for a place in a group"),
        _("To have them answered by those whom they concern, and to know how they were."),
        Basis.INTEREST,
        DECIDERS,
        _(
            "A year after the answer, 90 days where access was granted, a year where nobody answered; 30 days where the "
            "address was never confirmed."
        ),
        _("It is deleted."),
        (
            Held(
                "members.AccessRequest",
                "email name city title note person confirmed_at asked_at to_staff_at told_city_at told_staff_at "
                "answer answered_at reason",
                of_or_to("email", "person"),
                Erased.DELETED,
                about_anyone="note reason",
            ),
            Held(
                "members.GroupRequest",
                "person group city asked_at to_staff_at told_city_at told_staff_at answer answered_at reason",
                of("person"),
                Erased.DELETED,
                about_anyone="reason",
            ),
        ),
        (
            "access_requests_unconfirmed",
            "access_requests_unanswered",
            "access_requests_granted",
            "access_requests_refused",
            "group_requests",
            "group_requests_unanswered",
        ),
    ),
    Purpose(
        "addresses",
        _("Changes of your e-mail address"),
        _("To be sure that the new one is yours, and to be able to follow up when it was not."),
        Basis.SAFETY,
        _("You, who vouched for you, and the secretariat."),
        _("30 days after it was confirmed, taken back or ran out."),
        _("It is deleted."),
        (
            Held(
                "members.AddressChange",
                "person email asked_at expires_at confirmed_at taken_back_at",
                of_or_to("email", "person"),
                Erased.DELETED,
            ),
        ),
        ("address_changes",),
    ),
    Purpose(
        "mail",
        _("Mails sent to you"),
        _(
            "To know what you were told, and whether it reached you. Of mails with a code or a link that lets in, nothing is "
            "kept but that they were sent."
        ),
        Basis.INTEREST,
        YOURSELF_AND_STAFF,
        _("A year."),
        _("They are deleted."),
        (
            Held(
                "portal.Message",
                "name person to subject text reply_to calendar state queued_at sent_at failure",
                of_or_to("to", "person"),
                Erased.DELETED,
                about_anyone="subject text reply_to calendar",
            ),
        ),
        ("messages",),
    ),
    Purpose(
        "downloads",
        _("Downloads of documents that are not public"),
        _(
            "Which version, when, by whom and for which city, to follow up misuse. No network address is noted."
        ),
        Basis.SAFETY,
        _("You. The secretariat sees numbers by city; names only an administrator with a reason."),
        _("90 days."),
        _("The line is deleted."),
        (Held("documents.Download", "version person city at", of("person"), Erased.CLEARED),),
        ("downloads",),
    ),
    Purpose(
        "sessions",
        _("Sessions"),
        _(
            "To keep you logged in, and to let you see where you are. Network address and browser are noted for that."
        ),
        Basis.SAFETY,
        _("You."),
        lazy(_length_of_sessions, str)(),
        _("It is deleted in the night after."),
        (
            Held(
                "sessions.Session",
                "session_key session_data expire_date",
                None,
                Erased.DELETED,
                secret="session_key session_data expire_date",  # noqa: S106 - names of fields
            ),
            Held(
                "usersessions.UserSession",
                "user created_at ip last_seen_at session_key user_agent data",
                of("user"),
                Erased.DELETED,
                secret="session_key",  # noqa: S106 - the name of a field
            ),
        ),
        ("sessions", "session_records"),
    ),
    Purpose(
        "acts",
        _("Log of changes"),
        _(
            "Who did what to which record and when, in numbers and states without names or texts, to account for it."
        ),
        Basis.OBLIGATION,
        YOURSELF_AND_STAFF,
        _("Five years, as long as auditors of grants may ask."),
        _(
            "The line stays, and no longer says by whom. Who was erased is in none of them from then on."
        ),
        (
            Held(
                "portal.LogEntry",
                "at actor_id verb subject_type subject_id facts",
                _by_or_about,
                Erased.CLEARED,
            ),
        ),
        ("acts",),
    ),
    Purpose(
        "hands",
        _("Who published, invited, answered, added"),
        _("To be able to ask the one who did it."),
        Basis.INTEREST,
        _("The secretariat, and who prepares that meeting or decides for that city."),
        _("With the record that was made or changed."),
        _("It says “a former colleague” once the record of the person is nameless."),
        (
            Held(
                "members.InvitationBatch",
                "invited_by created_at",
                of("invited_by"),
                Erased.NAMELESS,
            ),
            Held("members.Invitation", "invited_by", of("invited_by"), Erased.NAMELESS),
            Held("members.AccessRequest", "answered_by", of("answered_by"), Erased.NAMELESS),
            Held("members.GroupRequest", "answered_by", of("answered_by"), Erased.NAMELESS),
            Held("members.AddressChange", "vouched_by", of("vouched_by"), Erased.NAMELESS),
            Held(
                "visits.Meeting",
                "published_by reported_by publish_planned_by",
                of("published_by", "reported_by", "publish_planned_by"),
                Erased.NAMELESS,
            ),
            Held("visits.AgendaDay", "cancelled_by", of("cancelled_by"), Erased.NAMELESS),
            Held("visits.AgendaItem", "cancelled_by", of("cancelled_by"), Erased.NAMELESS),
            Held("visits.Release", "made_by", of("made_by"), Erased.NAMELESS),
            Held("visits.Picture", "added_by", of("added_by"), Erased.NAMELESS),
            Held("visits.CountdownStep", "done_by", of("done_by"), Erased.NAMELESS),
            Held("documents.Document", "created_by", of("created_by"), Erased.NAMELESS),
            Held("documents.DocumentVersion", "added_by", of("added_by"), Erased.NAMELESS),
            Held("portal.Mention", "decided_by_id", of("decided_by_id"), Erased.NAMELESS),
        ),
        ("invitation_batches", "former_people"),
    ),
    Purpose(
        "jobs",
        _("Work that waits to be done"),
        _(
            "To send a mail or prepare a page in a moment. Jobs carry numbers of records, never names or texts."
        ),
        Basis.INTEREST,
        _("Those who run the server."),
        _("7 days after it ended."),
        _("It is deleted."),
        (
            Held(
                "procrastinate.ProcrastinateJob",
                "args",
                lambda person: Q(args__person_id=person.pk),
                Erased.DELETED,
            ),
        ),
        ("jobs",),
    ),
    Purpose(
        "erased",
        _("That somebody was erased"),
        _(
            "So that numbers of people at meetings stay right, and published texts that name them are decided about."
        ),
        Basis.OBLIGATION,
        _("The secretariat, as numbers without a name."),
        _("A mention, a year after it was decided; the nameless record stays."),
        _("The mention is deleted. Nothing leads from the nameless record to the person."),
        (
            Held("members.Person", "erased_at", of("pk"), Erased.NAMELESS),
            Held(
                "portal.Mention",
                "person_id subject_type subject_id field found_at decision decided_at",
                of("person_id"),
                Erased.NAMELESS,
            ),
        ),
        ("decided_mentions",),
    ),
)
