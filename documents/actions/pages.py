"""The pages of a version: asked for with it, kept once and whole, or noted as impossible."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from documents.drawing import DrawnPage
from documents.models import DocumentPage, DocumentVersion, PageImage
from portal.lib import files, jobs

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


@transaction.atomic
def keep_pages(*, version_id: int, drawn: list[DrawnPage]) -> None:
    """The version is ready; of two runs the first to end is kept."""
    version = _locked(version_id)
    if not version.is_expected:
        return
    for page in drawn:
        _keep_page(version, page)
    version.preparation, version.failure = Preparation.READY, ""
    version.save(update_fields=["preparation", "failure"])


@transaction.atomic
def note_failure(*, version_id: int, failure: str) -> None:
    """Its pages cannot be shown, and the document's page says why."""
    version = _locked(version_id)
    if version.is_expected:
        version.preparation, version.failure = Preparation.FAILED, failure
        version.save(update_fields=["preparation", "failure"])


@transaction.atomic
def give_up_overdue() -> int:
    """Say of what waits for too long that it failed: its worker was killed each time."""
    overdue = DocumentVersion.objects.filter(
        preparation=Preparation.QUEUED, queued_at__lt=timezone.now() - PATIENCE
    )
    return overdue.update(preparation=Preparation.FAILED, failure=Failure.INTERRUPTED)


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


def _locked(version_id: int) -> DocumentVersion:
    """The version, while no other run changes it. Downloads, which refer to it, are not held up."""
    return DocumentVersion.objects.select_for_update(no_key=True).get(pk=version_id)
