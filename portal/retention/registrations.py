"""Personal data of those who register for meetings: what they ask for, answer and agree to, and lists taken away of it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from portal.retention.table import Basis, Erased, Held, Purpose, of

REGISTRATIONS: Final[tuple[Purpose, ...]] = (
    Purpose(
        "registrations",
        _("Your registrations for meetings"),
        _(
            "To give seats fairly, to let your city decide who comes for it, and to write to you about the meeting."
        ),
        Basis.INTEREST,
        _(
            "Yourself, your city's coordinators, and who prepares the meeting. Participants see name, city and role, "
            "unless you object."
        ),
        _(
            "With the meeting, as long as your name is kept. Notes, reasons and the address for copies are emptied a year "
            "after the meeting."
        ),
        _("That somebody of your city registered stays as a count; words about you are emptied."),
        (
            Held(
                "visits.Registration",
                "meeting person city organisation role is_guest allotment state registered_at registered_by ended_at "
                "is_late approval approved_at approved_by to_staff_at told_city_at told_staff_at reason note replaces "
                "copy_to answered_at reminded_at objected_at link_number calendar_sequence",
                of("person"),
                Erased.NAMELESS,
                about_anyone="reason note",
            ),
            Held(
                "visits.Claim",
                "registration meeting what option city allotment takes_city_seat state number asked_at since_at until_at",
                of("registration__person"),
                Erased.NAMELESS,
            ),
            Held(
                "visits.RegistrationMail",
                "registration message",
                of("registration__person"),
                Erased.DELETED,
            ),
        ),
        ("former_people", "words_of_registrations"),
    ),
    Purpose(
        "answers",
        _("What you answer when you register"),
        _("To cook what you can eat, to let everybody in, to plan rooms and visits."),
        Basis.CONSENT,
        _(
            "Yourself, and who prepares that meeting; sensitive answers its organisers and the secretariat only, what the "
            "venue's security asks for the people named for it."
        ),
        _(
            "Sensitive ones until 30 days after the meeting, or after your registration ended; security's until the visit or "
            "your registration ends; others for a year after the meeting. Consents with the meeting; three years after you "
            "withdrew them."
        ),
        _("They are deleted."),
        (
            Held(
                "visits.Answer",
                "registration question value answered_at consent_wording consented_at",
                of("registration__person"),
                Erased.DELETED,
            ),
            Held(
                "visits.RegistrationConsent",
                "registration kind wording given_at withdrawn_at",
                of("registration__person"),
                Erased.DELETED,
            ),
        ),
        (
            "former_people",
            "security_answers",
            "sensitive_answers",
            "ordinary_answers",
            "withdrawn_registration_consents",
        ),
    ),
    Purpose(
        "exports",
        _("Lists of registrations that were taken away"),
        _("To be able to say who took which columns, what for, and when they are to be deleted."),
        Basis.OBLIGATION,
        _("Who prepares that meeting."),
        _("With the meeting; by whom, as long as that name is kept."),
        _("It stays without a name."),
        (
            Held(
                "visits.RegistrationExport",
                "made_at made_by columns purpose delete_by_on deleted_at",
                of("made_by"),
                Erased.NAMELESS,
                about_anyone="purpose",
            ),
            Held(
                "visits.RegistrationSettings_security_readers",
                "registrationsettings person",
                of("person"),
                Erased.DELETED,
            ),
        ),
        ("former_people",),
    ),
)
