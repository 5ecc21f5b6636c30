"""What people set about themselves, and what they agree to and take back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Consent, Person
from portal.models import LogEntry

FIELDS = ("name", "phone", "languages", "news")


@transaction.atomic
def change_profile(
    *, person: Person, name: str, phone: str, languages: list[str], news: str, by: Person
) -> Person:
    """Set what a person says of itself; only what is another is written."""
    person = _taken(person)
    given = dict(zip(FIELDS, (name, phone, languages, news), strict=True))
    changed = [field for field, value in given.items() if getattr(person, field) != value]
    if changed:
        for field in changed:
            setattr(person, field, given[field])
        person.full_clean(exclude=["password"])
        person.save(update_fields=[*changed, *(["name_key"] if "name" in changed else [])])
        LogEntry.objects.record("change_profile", person, by=by, fields=changed)
    return person


@transaction.atomic
def keep_needs(
    *, person: Person, diet: str, access_needs: str, wording: str, by: Person
) -> Consent:
    """Keep diet and access needs, on the person's consent in these words; one that stands in them goes on."""
    person = _taken(person)
    standing = person.consents.standing().filter(kind=Consent.Kind.KEEP_NEEDS)
    consent = standing.filter(wording=wording).first()
    if consent is None:
        standing.update(withdrawn_at=timezone.now())
        consent = Consent(person=person, kind=Consent.Kind.KEEP_NEEDS, wording=wording)
        consent.full_clean()
        consent.save()
        LogEntry.objects.record("give_consent", person, by=by, kind=consent.kind)
    person.diet, person.access_needs = diet, access_needs
    person.full_clean(exclude=["password"])
    person.save(update_fields=["diet", "access_needs"])
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, by: Person) -> None:
    """Take a consent back; what was kept on it is emptied at once."""
    person = _taken(consent.person)
    standing = Consent.objects.standing().filter(pk=consent.pk)
    if not standing.update(withdrawn_at=timezone.now()):
        raise ValidationError(_("This consent was taken back already. Nothing was changed."))
    if consent.kind == Consent.Kind.KEEP_NEEDS:
        person.diet = person.access_needs = ""
        person.save(update_fields=["diet", "access_needs"])
    LogEntry.objects.record("withdraw_consent", person, by=by, kind=consent.kind)


def _taken(person: Person) -> Person:
    """The person's row, locked until the transaction ends, unless nobody is there any more."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.erased_at is not None:
        raise ValidationError(_("This person was erased meanwhile. Nothing was changed."))
    return person
