"""The pages of documents: a text for each, and the pictures of the shared files; by far the most rows of the network.

They are written as the database takes them fastest, which is five times as fast as by rows of Django.
"""

from collections.abc import Callable, Iterable
from random import Random
from typing import Any, Final

from django.db import connection

from documents.models import DocumentVersion
from portal.generate import words
from portal.generate.decks import Deck
from portal.generate.meetings import Visit

SENTENCES: Final = (2, 5)
# It is told how many are written whenever so many more are.
TOLD_EACH: Final = 1000
COPY: Final = "COPY documents_documentpage (version_id, number, text, width, height) FROM STDIN"
# A picture belongs to the pages of its number in all versions that have its file.
INSERT: Final = """
INSERT INTO documents_pageimage (page_id, width, file, size, sha256)
SELECT page.id, picture.width, picture.name, picture.size, picture.sha256
FROM unnest(%s::text[], %s::int[], %s::int[], %s::text[], %s::bigint[], %s::text[])
    AS picture (of, number, width, name, size, sha256)
JOIN documents_documentversion AS version ON version.file = picture.of AND version.preparation = 'ready'
JOIN documents_documentpage AS page ON page.version_id = version.id AND page.number = picture.number
"""


def add_pages(
    rows: Iterable[tuple[DocumentVersion, Visit, Deck]], chance: Random, tell: Callable[[int], None]
) -> None:
    """A text for each page of each version: the heading of its file's page, and sentences of its own."""
    written = 0
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for version, visit, deck in rows:
            cities = [post.city.name for post in visit.circle.posts]
            for number, heading in enumerate(deck.headings, 1):
                text = f"{heading}\n{_text(words.read(deck.language), cities, chance)}"
                copy.write_row((version.pk, number, text, deck.width, deck.height))
                written += 1
                if written % TOLD_EACH == 0:
                    tell(written)


def _text(table: dict[str, Any], cities: list[str], chance: Random) -> str:
    """A few sentences of the language, about cities of the group: hardly two pages say the same."""
    sentences = chance.sample(table["sentences"], chance.randint(*SENTENCES))
    filling = {
        "city": chance.choice(cities),
        "other": chance.choice(cities),
        "topic": chance.choice(table["topics"]),
        "number": chance.randint(12, 480),
        "share": chance.randint(15, 92),
        "year": chance.randint(2015, 2025),
    }
    return "\n".join(sentence.format(**filling) for sentence in sentences)


def add_pictures(decks: list[Deck]) -> None:
    """The pictures of the files' pages, in both widths."""
    rows = [
        (deck.kept.name, one.number, one.width, one.kept.name, one.kept.size, one.kept.sha256)
        for deck in decks
        for one in deck.pictures
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [list(column) for column in zip(*rows, strict=True)])
