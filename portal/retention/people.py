"""Personal data that is there because of who somebody is in the network: name, login, profile, posts."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from portal.retention.table import Basis, Erased, Held, Purpose, of

YOURSELF_AND_STAFF: Final = _("You and the secretariat.")

PEOPLE: Final = (
    Purpose(
        "name",
        _("Name and e-mail address"),
        _("To let you log in, to write to you, and to let cities know who represents them."),
        Basis.INTEREST,
        _(
            "Members see your name with your city and groups. Everyone sees it where you speak on a public agenda. Your "
            "address is for the coordinators of your city and the secretariat."
        ),
        _(
            "While you hold a post or an office, and three years after the last one; or until you erase yourself."
        ),
        _("The record becomes nameless, as if you had erased yourself."),
        (
            Held("members.Person", "name name_key email created_at", of("pk"), Erased.NAMELESS),
            Held("account.EmailAddress", "user email verified primary", of("user"), Erased.DELETED),
        ),
        ("former_people",),
    ),
    Purpose(
        "login",
        _("How you log in"),
        _(
            "To let nobody else log in. Of a password only a hash (Argon2) is kept, from which it cannot be read; second "
            "factors are kept so that they are of use here only."
        ),
        Basis.SAFETY,
        _("You see which ways you have, and nobody sees their secrets."),
        _("Until you change or remove it; at the latest when the record becomes nameless."),
        _("It is deleted."),
        (
            Held(
                "members.Person",
                "password last_login is_active",
                of("pk"),
                Erased.EMPTIED,
                secret="password",  # noqa: S106 - the name of a field
            ),
            Held(
                "mfa.Authenticator",
                "user type data created_at last_used_at",
                of("user"),
                Erased.DELETED,
                secret="data",  # noqa: S106 - the name of a field
            ),
            Held(
                "socialaccount.SocialAccount",
                "user provider uid last_login date_joined extra_data",
                of("user"),
                Erased.DELETED,
            ),
            Held(
                "socialaccount.SocialToken",
                "app account token token_secret expires_at",
                of("account__user"),
                Erased.BY_ITSELF,
                secret="token token_secret",  # noqa: S106 - names of fields
            ),
            Held(
                "account.EmailConfirmation",
                "email_address created sent key",
                of("email_address__user"),
                Erased.BY_ITSELF,
                secret="key",  # noqa: S106 - the name of a field
            ),
        ),
        ("former_people",),
    ),
    Purpose(
        "office",
        _("Office at the secretariat"),
        _(
            "To know who may do the secretariat's work here, and from when on a second factor is asked for."
        ),
        Basis.INTEREST,
        YOURSELF_AND_STAFF,
        _("While you hold it."),
        _("It is emptied when you leave, and the log of changes says so."),
        (Held("members.Person", "office office_since_at", of("pk"), Erased.EMPTIED),),
    ),
    Purpose(
        "profile",
        _("Telephone, languages and news"),
        _(
            "To reach you when a train is late, to speak with you, and to write to you as often as you like."
        ),
        Basis.INTEREST,
        YOURSELF_AND_STAFF,
        _("Until you change it; at the latest 30 days after your last post ended."),
        _("It is emptied."),
        (Held("members.Person", "phone languages news", of("pk"), Erased.EMPTIED),),
        ("former_profiles",),
    ),
    Purpose(
        "needs",
        _("Diet and access needs"),
        _("To be offered to you again when you register for a meeting, if you asked for that."),
        Basis.CONSENT,
        _("You alone."),
        _(
            "Until you withdraw your consent, which you can do at any time; at the latest 30 days after your last post ended."
        ),
        _("Both are emptied at once."),
        (Held("members.Person", "diet access_needs", of("pk"), Erased.EMPTIED),),
        ("needs_without_consent", "former_profiles"),
    ),
    Purpose(
        "consents",
        _("What you agreed to"),
        _("To be able to show that you did, when, and in which words you were asked."),
        Basis.OBLIGATION,
        YOURSELF_AND_STAFF,
        _("Three years after you withdrew it."),
        _("It is deleted."),
        (
            Held(
                "members.Consent",
                "person kind wording given_at withdrawn_at",
                of("person"),
                Erased.DELETED,
            ),
        ),
        ("withdrawn_consents",),
    ),
    Purpose(
        "posts",
        _("Posts, working groups and mandates"),
        _("To know what you may read and prepare, and who speaks for which city."),
        Basis.INTEREST,
        _("Members see who represents which city, and who belongs to which group, today."),
        _("With their dates, as long as your name is kept."),
        _("They are deleted; a city's seat as chair stays, and is vacant."),
        (
            Held(
                "members.Post",
                "person city kind title starts_on ends_on",
                of("person"),
                Erased.DELETED,
            ),
            Held(
                "members.GroupMembership",
                "person group starts_on ends_on",
                of("person"),
                Erased.DELETED,
            ),
            Held(
                "members.Mandate",
                "person group city kind starts_on ends_on",
                of("person"),
                Erased.CLEARED,
            ),
        ),
        ("former_people",),
    ),
    Purpose(
        "meetings",
        _("Being present, speaking, organising, being the contact"),
        _("The record of a meeting: which cities came, who prepared it, whom to ask."),
        Basis.INTEREST,
        _(
            "Cities are public. Speakers stand on the agenda, the secretariat's contact on the page; who else was there is "
            "for those whom the meeting's page names."
        ),
        _("With the meeting, as long as your name is kept."),
        _("That somebody of your city was there, or spoke, stays as a count; the rest is deleted."),
        (
            Held("visits.Attendance", "meeting city person on", of("person"), Erased.NAMELESS),
            Held("visits.Organiser", "meeting person", of("person"), Erased.DELETED),
            Held("visits.Speaker", "item person city", of("person"), Erased.NAMELESS),
            Held("visits.Meeting", "staff_contact", of("staff_contact"), Erased.CLEARED),
            Held("members.Group", "staff_contact", of("staff_contact"), Erased.CLEARED),
        ),
        ("former_people",),
    ),
)
