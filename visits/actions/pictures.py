"""Pictures of a meeting or a group: added, described, looked at for the people on them, removed."""

import hashlib
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Group, Person
from portal.lib.pictures import Drawing, Drawn
from portal.models import LogEntry
from visits.actions import rows
from visits.models import Meeting, Picture, PictureFile
from visits.pictures import places_of


@transaction.atomic
def add_picture(
    *,
    page: Meeting | Group,
    drawing: Drawing,
    alt: str,
    by: Person | None,
    caption: str = "",
    credit: str = "",
    consent: str = Picture.Consent.UNKNOWN,
) -> Picture:
    """Keep a picture for the texts of a page. Nobody reads it before one of them shows it."""
    _take(page)
    picture = Picture(
        meeting=page if isinstance(page, Meeting) else None,
        group=page if isinstance(page, Group) else None,
        consent=consent,
        width=drawing.width,
        height=drawing.height,
        added_by=by,
    )
    _describe(picture, alt, caption, credit)
    picture.save()
    for drawn in drawing.files:
        _keep(picture, drawn)
    LogEntry.objects.record("add_picture", page, by=by, picture=picture.pk)
    return picture


@transaction.atomic
def describe_picture(
    *, picture: Picture, version: int | None, alt: str, caption: str, credit: str, by: Person | None
) -> Picture:
    """Say what is to be seen. Texts that show it say so when they are saved next."""
    picture = _taken(picture, version)
    _describe(picture, alt, caption, credit)
    picture.save(update_fields=["alt", "caption", "credit", "version"])
    LogEntry.objects.record("describe_picture", _page(picture), by=by, picture=picture.pk)
    return picture


@transaction.atomic
def note_consent(
    *, picture: Picture, version: int | None, consent: str, by: Person | None
) -> Picture:
    """Write down what is known about the people on it; where one did not agree, only who prepares the page sees it."""
    picture = _taken(picture, version)
    picture.consent = consent
    picture.full_clean()
    picture.save(update_fields=["consent", "version"])
    LogEntry.objects.record(
        "note_consent", _page(picture), by=by, picture=picture.pk, consent=consent
    )
    return picture


@transaction.atomic
def remove_picture(*, picture: Picture, by: Person | None) -> None:
    """Take a picture away for good, which no text shows any more."""
    picture = _taken(picture, None)
    if places := places_of(picture):
        raise ValidationError(
            _("It is shown in %(places)s: take it out there first. Nothing was removed.")
            % {"places": _("; ").join(places)}
        )
    names = [str(one.file.name) for one in picture.files.all()]
    page, number = _page(picture), picture.pk
    picture.delete()
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))
    LogEntry.objects.record("remove_picture", page, by=by, picture=number)


def _take(page: Meeting | Group) -> None:
    """The row of the page first, as every change of what hangs on it does."""
    if isinstance(page, Meeting):
        rows.take(page)
    else:
        Group.objects.select_for_update().get(pk=page.pk)


def _taken(picture: Picture, version: int | None) -> Picture:
    """The row as it is now; raises ValidationError when another changed it since *version*."""
    _take(_page(picture))
    found = Picture.objects.select_for_update(of=("self",)).filter(pk=picture.pk).first()
    if found is None:
        raise ValidationError(_("Somebody removed this picture meanwhile. Nothing was changed."))
    if version is not None and found.version != version:
        raise ValidationError(
            _(
                "Somebody changed this picture meanwhile. What you typed is below; save again to keep it."
            ),
            code="changed",
        )
    found.version += 1
    return found


def _page(picture: Picture) -> Meeting | Group:
    page = picture.meeting or picture.group
    assert page is not None  # noqa: S101 - the constraint of the row
    return page


def _describe(picture: Picture, alt: str, caption: str, credit: str) -> None:
    picture.alt, picture.caption, picture.credit = (
        " ".join(words.split()) for words in (alt, caption, credit)
    )
    if not picture.alt:
        raise ValidationError({"alt": _("Say in words what is to be seen.")})
    picture.full_clean()


def _keep(picture: Picture, drawn: Drawn) -> None:
    row = PictureFile(
        picture=picture,
        width=drawn.asked,
        format=drawn.form,
        file=ContentFile(drawn.content, name=f"{picture.pk}-{drawn.asked}.{drawn.form}"),
        breadth=drawn.width,
        height=drawn.height,
        size=len(drawn.content),
        sha256=hashlib.sha256(drawn.content).hexdigest(),
    )
    row.full_clean()
    row.save()
