"""Who holds an office of the secretariat, and whose login is open."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.actions.sessions import end_sessions
from members.actions.waiting import pass_to_staff
from members.administrators import refuse_last_administrator
from members.models import Invitation, Person
from portal.lib import mail
from portal.models import LogEntry


@transaction.atomic
def give_office(*, person: Person, office: Person.Office, by: Person | None) -> None:
    """Give an office, or take it with `Person.Office.NONE`; the grace for a second factor counts from the first one.

    Raises ValidationError for the last administrator's.
    """
    if office != Person.Office.ADMINISTRATOR:
        refuse_last_administrator(person)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.office == office:
        return
    was = person.office
    person.office = office
    if not office:
        person.office_since_at = None
    elif not was:
        person.office_since_at = timezone.now()
    person.save(update_fields=["office", "office_since_at"])
    _withdraw_offers(person)
    LogEntry.objects.record("give_office", person, by=by, office=str(office), was=was)
    _tell(
        "office_given" if office else "office_taken",
        person,
        office=Person.Office(office).label,
        days=settings.SECOND_FACTOR_GRACE_DAYS if settings.SECOND_FACTOR_REQUIRED else None,
    )


def _withdraw_offers(person: Person) -> None:
    """What was offered before is decided anew: an invitation to an office of this person, or by one who may not."""
    stale = Q(person=person) | Q(email=person.email or "")
    if person.office != Person.Office.ADMINISTRATOR:
        stale |= Q(invited_by=person)
    offers = Invitation.objects.open().exclude(office="").filter(stale)
    offers.update(withdrawn_at=timezone.now())


@transaction.atomic
def close_login(*, person: Person, by: Person) -> None:
    """Nobody logs in as this person any more, and who is signed in is so no more. Nothing is deleted.

    What waits for a city whose only coordinator this was passes to staff. Raises ValidationError for the last
    administrator's.
    """
    refuse_last_administrator(person)
    if _set_active(person, is_active=False):
        end_sessions(person=person, by=by)
        LogEntry.objects.record("close_login", person, by=by)
        for post in person.posts.current().filter(kind="coordinator").select_related("city"):
            pass_to_staff(city=post.city, day=timezone.localdate())
        _tell("login_closed", person)


@transaction.atomic
def open_login(*, person: Person, by: Person) -> None:
    if _set_active(person, is_active=True):
        LogEntry.objects.record("open_login", person, by=by)
        _tell("login_opened", person)


def _set_active(person: Person, *, is_active: bool) -> bool:
    """Whether that changed anything; who was erased stays as it is."""
    rows = Person.objects.filter(pk=person.pk, erased_at__isnull=True, is_active=not is_active)
    return bool(rows.update(is_active=is_active))


def _tell(name: str, person: Person, **context: object) -> None:
    if person.email:
        context = {"person": person, "at": timezone.localtime(), **context}
        mail.send(name, to=person.email, person=person, context=context, is_secret=True)
