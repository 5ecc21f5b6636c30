"""The log of downloads, written when bytes begin to leave; portal/retention/ says how long it is kept."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from documents.models import Document, DocumentVersion, Download
from members.models import Person
from members.reader import Reader

GOES_ON: Final = timedelta(days=1)


@transaction.atomic
def record_download(*, version: DocumentVersion, by: Reader, first_byte: int = 0) -> None:
    """Notes who downloaded a version, and for which city: that of the first post held today. No address is kept.

    A document for everyone is counted only: nobody has to account for reading it. What begins behind the first byte
    goes on with a download of the last day, or else is one: leaving out a byte is no way around the log.
    """
    is_public = version.document.audience == Document.Audience.PUBLIC
    person = None if is_public else by.person
    city_id = by.posts[0].city_id if by.posts and not is_public else None
    if first_byte > 0 and _was_begun(version, person):
        return
    Download.objects.create(version=version, person=person, city_id=city_id)


def _was_begun(version: DocumentVersion, person: Person | None) -> bool:
    since = timezone.now() - GOES_ON
    return Download.objects.filter(version=version, person=person, at__gt=since).exists()
