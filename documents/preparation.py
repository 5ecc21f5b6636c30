"""Prepares the pages of a version, for the job: has them drawn, and has what came of it kept."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.actions.pages import keep_pages, note_failure
from documents.drawing import CannotPrepareError, draw
from documents.models import DocumentVersion

log = logging.getLogger(__name__)


def prepare_pages(*, version_id: int) -> None:
    """Draw and keep the pages of a version, or note why that cannot be. Drawing holds no transaction and no lock."""
    version = DocumentVersion.objects.get(pk=version_id)
    if not version.is_expected:
        return
    with TemporaryDirectory(prefix="city-portal-pages-") as folder:
        try:
            drawn = draw(version, Path(folder))
        except CannotPrepareError as error:
            log.warning("The pages of version %d cannot be prepared: %s", version_id, error)
            note_failure(version_id=version_id, failure=error.failure)
        else:
            keep_pages(version_id=version_id, drawn=drawn)
