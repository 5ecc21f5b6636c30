"""Documents of meetings and their versions; their files are shared (decks.py), the texts of their pages are not."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Final

from django.db.models import OuterRef, Subquery

from documents.models import Document, DocumentVersion
from portal.generate import words
from portal.generate.asked import Asked
from portal.generate.decks import Deck, make_decks
from portal.generate.meetings import Visit, at_nine
from portal.generate.pages import add_pages, add_pictures
from portal.lib.files import safe_filename
from visits.models import AgendaItem

Kind, Audience = Document.Kind, Document.Audience

# Of documents so often, the others being presentations.
OTHERS: Final = (Kind.AGENDA, Kind.WORKING, Kind.MINUTES, Kind.REPORT)
AUDIENCES: Final = (*(Audience.MEMBERS,) * 6, *(Audience.PUBLIC,) * 2, "participants", "group")
# One of so many was replaced once.
REPLACED: Final = 20
# So many documents to one more language.
DOCUMENTS_A_LANGUAGE: Final = 20


def add_documents(
    asked: Asked,
    visits: list[Visit],
    talks: dict[int, list[AgendaItem]],
    tell: Callable[[int], None],
) -> None:
    """As many as are asked for, over the meetings that have days and are no drafts. ``tell`` is told of pages written."""
    if not asked.documents:
        return
    chance = asked.chance("documents")
    lengths = list(_lengths(asked))
    decks = {(one.language, len(one.headings)): one for one in _decks(asked, set(lengths))}
    chosen = [
        (chance.choice(_languages(asked)) if _is_talk(number) else "en", length)
        for number, length in enumerate(lengths)
    ]
    of = _places(asked, visits, chance)
    documents = Document.objects.bulk_create(
        [
            _document(number, visit, language, talks, chance)
            for number, (visit, (language, _)) in enumerate(zip(of, chosen, strict=True))
        ],
        batch_size=2000,
    )
    versions = _add_versions(documents, [decks[key] for key in chosen])
    _number(documents)
    rows = zip(versions, of, [decks[key] for key in chosen], strict=True)
    add_pages(rows, asked.chance("pages"), tell)
    add_pictures(list(decks.values()))


def _lengths(asked: Asked) -> Iterator[int]:
    """The pages of each document: by turns fewer and more, together as many as are asked for."""
    each, rest = divmod(asked.pages, asked.documents)
    for number in range(asked.documents):
        is_alone = number == asked.documents - 1 and number % 2 == 0
        swing = 0 if is_alone else each // 3 * (1 if number % 2 else -1)
        yield each + swing + (number < rest)


def _languages(asked: Asked) -> tuple[str, ...]:
    return words.LANGUAGES[: max(1, asked.documents // DOCUMENTS_A_LANGUAGE)]


def _decks(asked: Asked, lengths: set[int]) -> list[Deck]:
    return make_decks(sorted(lengths), list(_languages(asked)))


def _places(asked: Asked, visits: list[Visit], chance: Random) -> list[Visit]:
    """Whose each document is, those of a meeting beside each other."""
    fit = [visit for visit in visits if visit.days and not visit.meeting.is_draft]
    return [fit[place] for place in sorted(chance.choices(range(len(fit)), k=asked.documents))]


def _is_talk(number: int) -> bool:
    """Three of five are presentations, in any language; papers are in English."""
    return number % 5 < 3


def _document(
    number: int, visit: Visit, language: str, talks: dict[int, list[AgendaItem]], chance: Random
) -> Document:
    is_talk = _is_talk(number)
    kind = Kind.PRESENTATION if is_talk else OTHERS[number % len(OTHERS)]
    title = _talk_title(visit, language, chance) if is_talk else _paper_title(visit, kind, chance)
    return Document(
        title=title[:200],
        kind=kind,
        audience=Audience.MEMBERS if is_talk else chance.choice(AUDIENCES),
        meeting=visit.meeting,
        item=chance.choice(talks[visit.meeting.pk]) if is_talk else None,
        position=number % 1000,
        created_at=_when(visit),
    )


def _talk_title(visit: Visit, language: str, chance: Random) -> str:
    table, city = words.read(language), chance.choice(visit.circle.posts).city
    topic = chance.choice(table["topics"])
    return words.filled(chance.choice(table["titles"]), city=city, topic=topic)


def _paper_title(visit: Visit, kind: Document.Kind, chance: Random) -> str:
    title = chance.choice(words.network()["papers"][kind.value])
    return words.filled(title, title=visit.meeting.title, topic=visit.topic)


def _when(visit: Visit) -> datetime:
    """A day after it was held; before it, when it was published."""
    if visit.was_held:
        return at_nine(visit.days[-1] + timedelta(days=1))
    return visit.meeting.published_at or visit.meeting.created_at


def _number(documents: list[Document]) -> None:
    """The current version is the last."""
    last = DocumentVersion.objects.filter(document=OuterRef("pk")).order_by("-number")
    ours = Document.objects.filter(pk__in=[document.pk for document in documents])
    ours.update(current=Subquery(last.values("pk")[:1]))


def _add_versions(documents: list[Document], decks: list[Deck]) -> list[DocumentVersion]:
    """The current version of each, whose pages can be looked at; a few were replaced, and are downloaded only."""
    pairs = list(zip(documents, decks, strict=True))
    earlier = [_version(document, deck, 1) for document, deck in pairs[::REPLACED]]
    DocumentVersion.objects.bulk_create(earlier, batch_size=2000)
    current = [
        _version(document, deck, 2 if place % REPLACED == 0 else 1)
        for place, (document, deck) in enumerate(pairs)
    ]
    for version in current:
        version.preparation = DocumentVersion.Preparation.READY
        version.queued_at = version.added_at
    return DocumentVersion.objects.bulk_create(current, batch_size=2000)


def _version(document: Document, deck: Deck, number: int) -> DocumentVersion:
    return DocumentVersion(
        document=document,
        number=number,
        file=deck.kept.name,
        file_name=safe_filename(f"{document.title}.pdf"),
        content_type="application/pdf",
        size=deck.kept.size,
        sha256=deck.kept.sha256,
        added_at=document.created_at,
    )
