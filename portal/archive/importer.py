"""One archive page becomes one meeting, or a gathering of several, in one transaction: wholly, or not at all."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction

from portal.archive import records
from portal.archive.outcome import Outcome, Result
from portal.archive.saving import Saving
from portal.lib.locks import hold
from visits.archive.page import read_bytes
from visits.models import ArchivePage, Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.models import Person
    from visits.archive import Understanding

LONGEST_TITLE: Final = 200

__all__ = ["Outcome", "Result", "import_page"]


def import_page(
    *,
    content: bytes,
    file_name: str,
    by: Person | None,
    year: int | None = None,
    groups: Sequence[str] = (),
) -> Outcome:
    """Import one page. A meeting is known by group, first day and host, so twice is once.

    A page that changed is read again only while nobody has edited its meeting. What the rules refuse is refused
    whole, with their sentences. ``groups`` are names of groups that are known beside those that are there.
    """
    understanding = read_bytes(
        content,
        cities=records.known_cities(),
        network=settings.NETWORK_NAME,
        year=year,
        groups=[*records.known_groups(), *groups],
    )
    digest = hashlib.sha256(content).hexdigest()
    try:
        with transaction.atomic():
            hold("archive import")
            if there := _read_before(digest, year):
                return Outcome(Result.UNCHANGED, understanding, there)
            if sentences := _refusals(understanding):
                return Outcome(Result.REFUSED, understanding, sentences=sentences)
            return Saving(understanding, digest, file_name[-200:], by).save()
    except ValidationError as error:
        sentences = [*_sentences(error), "Nothing was saved."]
    except (IntegrityError, DataError) as error:
        sentences = [f"The database refused this: {error}".split("\n")[0], "Nothing was saved."]
    return Outcome(Result.REFUSED, understanding, sentences=sentences)


def _read_before(digest: str, year: int | None) -> tuple[Meeting, ...]:
    """The meetings read from exactly this page; with a year that is given, only if it is theirs."""
    pages = ArchivePage.objects.filter(digest=digest)
    if year is not None:
        pages = pages.filter(meeting__published_starts_on__year=year)
    return tuple(page.meeting for page in pages.select_related("meeting").order_by("meeting_id"))


def _refusals(read: Understanding) -> list[str]:
    """Why a page cannot become a meeting, whatever the records say."""
    if not read.names_a_meeting:
        return [
            "Group or forum, title, first day and host city (or online) must be known: nothing was saved."
        ]
    length = len(read.title.value) if read.title else 0
    if length > LONGEST_TITLE:
        limit = f"The title has {length} signs, and a title has at most {LONGEST_TITLE}"
        return [f"{limit}: shorten it in the file. Nothing was saved."]
    return []


def _sentences(error: ValidationError) -> list[str]:
    """The sentences of an error, each with the field it is about."""
    if not hasattr(error, "error_dict"):
        return error.messages
    return [
        sentence if field == "__all__" else f"{field.replace('_', ' ').capitalize()}: {sentence}"
        for field, sentences in error.message_dict.items()
        for sentence in sentences
    ]
