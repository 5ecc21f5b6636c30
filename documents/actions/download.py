"""The log of downloads: written when bytes begin to leave, and forgotten after its time."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from documents.models import Document, DocumentVersion, Download
from members.reader import Reader

KEPT: Final = timedelta(days=90)


@transaction.atomic
def record_download(*, version: DocumentVersion, by: Reader) -> Download:
    """Notes who downloaded a version, and for which city: that of the first post held today. No address is kept.

    A document for everyone is counted only: nobody has to account for reading it.
    """
    if version.document.audience == Document.Audience.PUBLIC:
        return Download.objects.create(version=version)
    city = by.posts[0].city if by.posts else None
    return Download.objects.create(version=version, person=by.person, city=city)


@transaction.atomic
def forget_old_downloads() -> int:
    """Deletes what is older than 90 days, and says how many that were."""
    deleted, _by_model = Download.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return deleted
