"""The words of an item in its parts: what, who, where, how long, and of which kind it is."""

import re
from collections.abc import Iterator
from typing import Final

from portal.lib.names import fold
from visits.archive.facts import ItemKind
from visits.paste.rows import Row
from visits.paste.times import minutes_behind
from visits.paste.words import (
    DAY_PARTS,
    DAY_PARTS_ALONE,
    KIND_ENDINGS,
    KINDS,
    LABELS,
    NO_KIND_AFTER,
    NO_KIND_BEFORE,
    ROLES,
    ROOMS,
    STREET_ENDINGS,
    STREETS,
    TRACKS,
    WORDS_THAT_SAY_A_KIND,
)

_PARTING: Final = re.compile(r",\s+|\s[–—-]\s+|\s\|\s|\s@\s|;\s+")
# A label in front: of a speaker, a referent, a place, in any of the languages.
_LABEL: Final = re.compile(r"(?P<label>[^\W\d_][^:\n]{1,28}?)\s?:\s?(?P<rest>.*)", re.DOTALL)
_CLOSING: Final = {")": "(", "]": "["}
LONGEST_PLACE: Final = 160
MOST_BRACKETS: Final = 4


def split_title(text: str, row: Row) -> list[str]:
    """Give the words of one item to their fields in ``row``; gives back those that only said which field."""
    used: list[str] = []
    text = _without_length(text, row, used)
    text = _without_brackets(text, row, used)
    text = _without_labels(text, row, used)
    text = _without_length(text, row, used)
    row.title = _without_place(text, row)
    row.kind = kind_of(row.title)
    return used


def labelled(text: str) -> tuple[str, str, str] | None:
    """A line that says what it holds: the field, its words, and the label."""
    found = _LABEL.match(text)
    if found is None:
        return None
    name = _labels(found["label"])
    return (name, found["rest"].strip(), found["label"]) if name and found["rest"].strip() else None


def give(row: Row, name: str, words: str) -> None:
    """Words for a field that may have some already: more of them are part of the description."""
    if name == "speakers":
        row.speak(words)
    elif not getattr(row, name):
        setattr(row, name, words)
    else:
        row.describe(words)


def part_of_day(text: str) -> str:
    """The word of a line that says roughly when: "abends Empfang", "Evening: dinner"; "" where none does."""
    first, *rest = text.split(maxsplit=1) or [""]
    word = fold(first)
    is_parted = first[-1:] in ":–-" or (rest and rest[0][:1] in ":–-|")
    return first if word in DAY_PARTS_ALONE or (word in DAY_PARTS and is_parted) else ""


def kind_of(title: str) -> ItemKind:
    """What the first words of a title say that an item is."""
    words = fold(title).split()[: WORDS_THAT_SAY_A_KIND + 3]
    for kind, names in KINDS.items():
        for place, word in enumerate(words[:WORDS_THAT_SAY_A_KIND]):
            if word in names and _is_meant(words, place):
                return kind
    for word in words[:WORDS_THAT_SAY_A_KIND]:
        for ending, kind in KIND_ENDINGS:
            if word.endswith(ending):
                return kind
    return ItemKind.SESSION


def kind_named(words: str) -> ItemKind | None:
    """The kind that a column of kinds names."""
    word = fold(words)
    if word in set(ItemKind):
        return ItemKind(word)
    kind = kind_of(words)
    return None if kind is ItemKind.SESSION else kind


def looks_like_place(text: str) -> bool:
    """A street, or a few words of which one is a room or a building."""
    words = fold(text).split()
    if not words or len(text) > LONGEST_PLACE:
        return False
    if words[0] in STREETS or (words[0] in TRACKS & ROOMS and len(words) <= 4):
        return True
    if words[0].isdigit() and words[1:2] and words[1] in STREETS:
        return True
    has_number = any(word.isdigit() for word in words[1:])
    is_street = has_number and any(
        word in STREETS or word.endswith(STREET_ENDINGS) for word in words
    )
    is_room = len(words) <= 5 and any(word in ROOMS for word in words) and text[:1].isupper()
    return is_street or is_room


def looks_like_people(text: str) -> bool:
    """A role, or a name with what follows it."""
    words = fold(text).split()
    if any(word in ROLES for word in words):
        return True
    names = [part.split() for part in text.split(",")]
    return (
        len(names) > 1
        and len(words) <= 14
        and all(part and part[0][:1].isupper() for part in names)
    )


def _is_meant(words: list[str], place: int) -> bool:
    if any(word in NO_KIND_BEFORE for word in words[:place]):
        return False
    after = " ".join(words[place + 1 : place + 3])
    return not any(after == each or after.startswith(f"{each} ") for each in NO_KIND_AFTER)


def _labels(label: str) -> str | None:
    """The field of "Speaker", "Speakers/moderator" or "Intervenant(e)s"."""
    words = fold(label)
    if words in LABELS:
        return LABELS[words]
    first, *others = words.split() or [""]
    is_label = first in LABELS and len(others) < 4
    return (
        LABELS[first]
        if is_label and all(word in LABELS or len(word) <= 3 for word in others)
        else None
    )


def _without_length(text: str, row: Row, used: list[str]) -> str:
    """Without "(30 min)" behind the title; only where no end is known, for else it is said twice and stays."""
    found = minutes_behind(text)
    if (
        found is None
        or row.ends is not None
        or row.minutes is not None
        or not text[: found[1]].strip()
    ):
        return text
    row.minutes = found[0]
    used.append(text[found[1] :])
    return text[: found[1]].strip()


def _without_brackets(text: str, row: Row, used: list[str]) -> str:
    """Brackets behind the title that hold people or a place; all others are part of it."""
    for _number in range(MOST_BRACKETS):
        bare = text.rstrip(" .")
        opening = _CLOSING.get(bare[-1:])
        start = bare.rfind(opening) if opening else -1
        if start <= 0:
            break
        words = bare[start + 1 : -1].strip()
        if label := labelled(words):
            give(row, label[0], label[1])
            used.append(label[2])
        elif looks_like_place(words) and not row.place:
            row.place = words
        elif looks_like_people(words):
            row.speakers = "; ".join(filter(None, [words, row.speakers]))
        else:
            break
        text = bare[:start].rstrip(" ,;:–—-")
    return text


def _without_labels(text: str, row: Row, used: list[str]) -> str:
    """Without what a label within the line begins: "Welcome – Speaker: the mayor; Room: Hall 2"."""
    pieces = list(_label_starts(text))
    for start, end, stop in reversed(pieces):
        label = labelled(text[end:stop])
        if label and start > 0:
            give(row, label[0], label[1])
            used.append(label[2])
            text = text[:start]
    return text.strip()


def _label_starts(text: str) -> Iterator[tuple[int, int, int]]:
    """Where labelled words begin: the sign before them, the label, and where the next of them begins."""
    found = [match for match in _PARTING.finditer(text) if _is_label(text, match.end())]
    for place, match in enumerate(found):
        stop = found[place + 1].start() if place + 1 < len(found) else len(text)
        yield match.start(), match.end(), stop


def _is_label(text: str, position: int) -> bool:
    ahead = text[position : position + 32]
    return ":" in ahead and labelled(ahead) is not None


def _without_place(text: str, row: Row) -> str:
    """Without the place behind the title: from the first sign after which a place stands."""
    if row.place:
        return text
    for found in list(_PARTING.finditer(text))[:12]:
        behind = text[found.end() :]
        first = _PARTING.split(behind, maxsplit=1)[0]
        is_said = found[0].strip() == "@"
        if (
            text[: found.start()].strip()
            and len(behind) <= LONGEST_PLACE
            and (is_said or looks_like_place(first))
        ):
            row.place = behind.strip()
            return text[: found.start()].strip()
    return text
