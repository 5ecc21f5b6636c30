"""Preparing the pages of a version: drawn by a limited program of its own, then kept, once and whole."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.db import transaction
from django.utils import timezone

from documents.actions.drawing import CannotPrepareError, DrawnPage, draw
from documents.models import DocumentPage, DocumentVersion, PageImage
from documents.models.document import PDF
from portal.lib import files, jobs

log = logging.getLogger(__name__)

# Longer than any job is tried: what is queued since then has no job any more.
PATIENCE: Final = timedelta(hours=6)
Preparation, Failure = DocumentVersion.Preparation, DocumentVersion.Failure


@transaction.atomic
def queue_pages(*, version: DocumentVersion) -> None:
    """Have a PDF's pages prepared once this transaction is committed."""
    version.preparation, version.failure = Preparation.QUEUED, ""
    version.queued_at = timezone.now()
    version.full_clean()
    version.save(update_fields=["preparation", "failure", "queued_at"])
    jobs.enqueue("prepare_pages", version_id=version.pk)


def prepare_pages(*, version_id: int) -> None:
    """Draw and keep the pages of a version, or note why that cannot be.

    Drawing holds no transaction and no lock. When two runs draw at once, the first to end is kept.
    """
    version = DocumentVersion.objects.get(pk=version_id)
    if not _is_expected(version):
        return
    with TemporaryDirectory(prefix="city-portal-pages-") as folder:
        try:
            drawn = draw(version, Path(folder))
        except CannotPrepareError as error:
            log.warning("The pages of version %d cannot be prepared: %s", version_id, error)
            _note_failure(version_id=version_id, failure=error.failure)
        else:
            _keep(version_id=version_id, drawn=drawn)


@transaction.atomic
def give_up_overdue() -> int:
    """Say of what waits for too long that it failed: its worker was killed each time."""
    overdue = DocumentVersion.objects.filter(
        preparation=Preparation.QUEUED, queued_at__lt=timezone.now() - PATIENCE
    )
    return overdue.update(preparation=Preparation.FAILED, failure=Failure.INTERRUPTED)


@transaction.atomic
def queue_forgotten() -> int:
    """Queue the PDFs that were added before there were pages; says how many."""
    forgotten = DocumentVersion.objects.filter(
        preparation=Preparation.NONE, content_type=PDF
    ).select_for_update(no_key=True, skip_locked=True)
    for version in forgotten:
        queue_pages(version=version)
    return len(forgotten)


def _is_expected(version: DocumentVersion) -> bool:
    """Not done yet; what was given up as interrupted may still end well."""
    return version.is_being_prepared or version.failure == Failure.INTERRUPTED


@transaction.atomic
def _keep(*, version_id: int, drawn: list[DrawnPage]) -> None:
    version = _locked(version_id)
    if not _is_expected(version):
        return
    for page in drawn:
        _keep_page(version, page)
    version.preparation, version.failure = Preparation.READY, ""
    version.save(update_fields=["preparation", "failure"])


def _keep_page(version: DocumentVersion, drawn: DrawnPage) -> None:
    page = DocumentPage.objects.create(
        version=version,
        number=drawn.number,
        text=drawn.text,
        width=drawn.width,
        height=drawn.height,
    )
    for width, picture in drawn.pictures.items():
        kept = files.put(picture, f"pages/{version.pk}/{drawn.number}-{width}.webp")
        PageImage.objects.create(
            page=page, width=width, file=kept.name, size=kept.size, sha256=kept.sha256
        )


@transaction.atomic
def _note_failure(*, version_id: int, failure: str) -> None:
    version = _locked(version_id)
    if _is_expected(version):
        version.preparation, version.failure = Preparation.FAILED, failure
        version.save(update_fields=["preparation", "failure"])


def _locked(version_id: int) -> DocumentVersion:
    """The version, while no other run changes it. Downloads, which refer to it, are not held up."""
    return DocumentVersion.objects.select_for_update(no_key=True).get(pk=version_id)
