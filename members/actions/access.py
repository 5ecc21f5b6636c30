"""Asking for access to a city, confirming the address, and answering."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions.invitations import send_granted
from members.actions.people import begin_post, known_or_added
from members.delegation import passes_to_staff_at
from members.models import AccessRequest, City, Person, Post
from members.models.asking import Answer
from portal.lib import jobs, links, locks, mail, site
from portal.models import LogEntry

# What the signed link that confirms an address is for; it carries the request's number.
PURPOSE: Final = "access"


@transaction.atomic
def ask(*, email: str, city: City, name: str, title: str, note: str, by: Person | None) -> None:
    """Keep the request until its address is confirmed, and leave the mail to a job.

    Known and unknown addresses meet the same queries and the same job here, so that nobody learns who has an account:
    what was asked last counts while it is not confirmed, and an open request is open once.
    """
    open_ones = AccessRequest.objects.filter(email=email, city=city, answer=Answer.NONE)
    said = {"name": name, "title": title, "note": note, "asked_at": timezone.now()}
    open_ones.filter(confirmed_at__isnull=True).update(**said)
    asked = AccessRequest(email=email, city=city, **said)
    AccessRequest.objects.bulk_create([asked], ignore_conflicts=True)
    number = open_ones.values_list("pk", flat=True).get()
    LogEntry.objects.record("ask_for_access", city, by=by)
    jobs.enqueue("send_access_mail", request_id=number)


@transaction.atomic
def send_access_mail(*, request_id: int) -> None:
    """Write to the address that asked: confirm it, or log in since there is an account, or wait since it is asked."""
    rows = AccessRequest.objects.select_related("city").filter(answer=Answer.NONE)
    asked = rows.select_for_update(of=("self",)).filter(pk=request_id).first()
    if asked is None:
        return
    person = Person.objects.filter(email=asked.email).first()
    context = {"city": asked.city, "person": person, "asked": asked}
    if person is not None and _needs_nothing(person, asked.city):
        mail.send("access_known", to=asked.email, person=person, context=context)
        asked.delete()
    elif asked.confirmed_at is not None:
        mail.send("access_waiting", to=asked.email, person=person, context=context)
    else:
        path = reverse("confirm_access", args=[links.signed(PURPOSE, asked.pk)])
        context["link"] = site.absolute(path)
        context["until"] = timezone.localtime(asked.confirm_until)
        mail.send("access_confirm", to=asked.email, person=person, context=context, is_secret=True)


def _needs_nothing(person: Person, city: City) -> bool:
    """Has an account and a post in the city; or had one that was closed, which a request does not open again."""
    holds_post = Post.objects.current().filter(person=person, city=city).exists()
    return not person.is_active or (person.has_account and holds_post)


@transaction.atomic
def confirm(
    *, asked: AccessRequest, name: str, title: str, note: str, by: Person | None
) -> AccessRequest:
    """The address is theirs who asked: from now on the request waits for the city, or for staff. Twice is once."""
    asked = _locked(asked)
    if asked.confirmed_at is not None:
        return asked
    asked.name, asked.title, asked.note = name, title, note
    asked.person = Person.objects.filter(email=asked.email).first()
    asked.confirmed_at = timezone.now()
    asked.to_staff_at = passes_to_staff_at(asked.city, asked.confirmed_at)
    asked.save()
    LogEntry.objects.record("confirm_access_request", asked, by=by, city=asked.city_id)
    if asked.is_with_staff:
        jobs.enqueue("tell_staff")
    return asked


@transaction.atomic
def grant(*, asked: AccessRequest, kind: Post.Kind, title: str, by: Person) -> Person:
    """Let whoever asked represent the city from today on, and send the link to an account, or to the login.

    Raises `ValidationError` when it was answered meanwhile, or cannot be granted.
    """
    asked = _to_answer(asked)
    locks.hold(f"person {asked.email}")
    person, _is_new = known_or_added(name=asked.name, email=asked.email, by=by)
    if not person.is_active:
        raise ValidationError(
            _("This address belongs to an account that was closed: staff can open it again.")
        )
    today = timezone.localdate()
    if not Post.objects.filter(person=person, city=asked.city).exclude(ends_on__lt=today).exists():
        begin_post(person=person, city=asked.city, kind=kind, title=title, starts_on=today, by=by)
    asked.person = person
    _answer(asked, Answer.GRANTED, by)
    if person.has_account:
        context = {"city": asked.city, "person": person, "by": by}
        mail.send("access_granted_known", to=asked.email, person=person, context=context)
    else:
        send_granted(person=person, city_id=asked.city_id, post_kind=kind, by=by)
    return person


@transaction.atomic
def refuse(*, asked: AccessRequest, reason: str, by: Person) -> None:
    """Say no, with the reason, which is mailed. Raises `ValidationError` when it was answered meanwhile."""
    asked = _to_answer(asked)
    asked.reason = reason
    _answer(asked, Answer.REFUSED, by)
    context = {"city": asked.city, "asked": asked, "by": by, "reason": reason}
    mail.send("access_refused", to=asked.email, person=asked.person, context=context)


def _answer(asked: AccessRequest, answer: Answer, by: Person) -> None:
    asked.answer, asked.answered_at, asked.answered_by = answer, timezone.now(), by
    asked.save()
    LogEntry.objects.record(f"answer_access_request_{answer}", asked, by=by, city=asked.city_id)


def _to_answer(asked: AccessRequest) -> AccessRequest:
    asked = _locked(asked)
    if asked.answer:
        raise ValidationError(
            _("Somebody answered this request meanwhile, so yours was not taken: it is as you see.")
        )
    if not asked.city.memberships.current().exists():
        raise ValidationError(
            _("%(city)s is no member city today, so nobody can be let in for it.")
            % {"city": asked.city.name}
        )
    return asked


def _locked(asked: AccessRequest) -> AccessRequest:
    rows = AccessRequest.objects.select_for_update(of=("self",))
    row: AccessRequest = rows.select_related("city", "person").get(pk=asked.pk)
    return row
