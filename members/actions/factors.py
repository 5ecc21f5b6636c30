"""Second factors: what follows when one is set up or removed, and taking away those that were lost."""

from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.actions.sessions import end_sessions
from members.models import Person
from members.second_factor import Way, ways_of
from portal.lib import mail, seals
from portal.models import LogEntry

# The mail that tells of a way that was added or removed, by its type.
ADDED = {
    Authenticator.Type.TOTP: "authenticator_added",
    Authenticator.Type.WEBAUTHN: "passkey_added",
    Authenticator.Type.RECOVERY_CODES: "recovery_codes_made",
}
REMOVED = {
    Authenticator.Type.TOTP: "authenticator_removed",
    Authenticator.Type.WEBAUTHN: "passkey_removed",
}


class LossReason(models.TextChoices):
    """Why the factors of a person are taken away: one of these is logged, where no personal text may stand."""

    LOST = "lost", _("lost or broken device")
    REPLACED = "replaced", _("new device, and the old one is gone")
    STOLEN = "stolen", _("stolen, or used by someone else")
    OTHER = "other", _("something else")


@transaction.atomic
def note_changes(*, person: Person, before: Mapping[int, Way], by: Person) -> dict[int, Way]:
    """Log and tell by mail what was set up or removed since ``before``; returns what was set up.

    Recovery codes come with the first factor and go with the last: they are told of when they alone changed.
    """
    after = ways_of(person)
    added = {number: way for number, way in after.items() if number not in before}
    removed = {number: way for number, way in before.items() if number not in after}
    changed = [*added.values(), *removed.values()]
    if not changed:
        return {}
    LogEntry.objects.record(
        "change_ways_in",
        person,
        by=by,
        added=[str(way.type) for way in added.values()],
        removed=[str(way.type) for way in removed.values()],
    )
    is_codes_alone = not any(way.is_factor for way in changed)
    for names, ways in ((ADDED, added), (REMOVED, removed)):
        for way in ways.values():
            if way.type in names and (way.is_factor or is_codes_alone):
                _tell(names[way.type], person, way=way)
    return added


@transaction.atomic
def reset_factors(*, person: Person, reason: LossReason, note: str, by: Person) -> None:
    """Take away all second factors and recovery codes of a person who lost them, and sign the person out everywhere.

    The person comes in by password or by a code by mail then, and sets up another one. The note goes into the mail
    and is kept nowhere.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    Authenticator.objects.filter(user_id=person.pk).delete()
    end_sessions(person=person, by=by)
    LogEntry.objects.record("reset_factors", person, by=by, reason=str(reason))
    _tell("factors_reset", person, reason=reason.label, note=note, by=by)


@transaction.atomic
def renew_seals() -> int:
    """Seal again, under the current key, the secrets that an earlier one sealed; returns of how many ways it was."""
    renewed = 0
    secret = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
    for one in secret.select_for_update():
        stale = [
            field
            for field in ("secret", "seed")
            if (text := one.data.get(field)) and not seals.is_current(text)
        ]
        for field in stale:
            one.data[field] = seals.seal(seals.unseal(one.data[field]))
        if stale:
            one.save(update_fields=["data"])
            renewed += 1
    return renewed


def _tell(name: str, person: Person, **context: object) -> None:
    if person.email:
        context = {"person": person, "at": timezone.localtime(), **context}
        mail.send(name, to=person.email, person=person, context=context, is_secret=True)
