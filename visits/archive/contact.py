"""The staff contact: a heading, then a name, perhaps with a role or an office."""

import re
from collections.abc import Sequence
from typing import Final

from visits.archive.facts import Contact, Fact, Problem, Reason
from visits.archive.lines import Passage

PARTICLE: Final = frozenset(
    [
        "d",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "und",
        "y",
        "zu",
    ]
)
END_OF_NAME: Final = re.compile(r"\s?[,;(|]\s?|\s[–—-]\s|:\s")
# A role or an office stands on one of so many lines below the name.
DETAIL_LINES: Final = 3
LONGEST_DETAIL: Final = 80


def read_contact(
    passages: Sequence[Passage], network: str
) -> tuple[Fact[Contact] | None, tuple[Passage, ...], list[Problem]]:
    """Return the contact, the passages it took (heading and name too) and what was not understood."""
    heading = re.compile(
        rf"(?:{re.escape(network)}\s)?(?:staff\s)?contact(?:\sperson)?\s?:?(?:\s(?P<name>.+))?",
        re.IGNORECASE,
    )
    for index, passage in enumerate(passages):
        match = heading.fullmatch(passage.text)
        if match and match["name"] and _is_contact(passage.text, match["name"]):
            return _contact(
                passage.cut(*match.span("name")), passages[index : index + 1], passages[index + 1 :]
            )
        if match and not match["name"]:
            return _below(passage, passages[index + 1 :])
    problem = Problem("contact", Reason.MISSING, "No staff contact is named.")
    return None, (), [problem]


def _is_contact(text: str, name: str) -> bool:
    """A name on the heading's own line; "Contact us for more" is none."""
    return ("staff" in text.lower() or ":" in text) and is_name(END_OF_NAME.split(name)[0])


def is_name(text: str) -> bool:
    """Whether this can be a person's name: two to six words with capitals, and no digits."""
    words = text.split()
    return 2 <= len(words) <= 6 and all(word in PARTICLE or _is_capitalised(word) for word in words)


def _is_capitalised(word: str) -> bool:
    letters = re.sub(r"[-.'’]", "", word)
    return letters.isalpha() and not letters[0].islower()


def _below(
    heading: Passage, following: Sequence[Passage]
) -> tuple[Fact[Contact] | None, tuple[Passage, ...], list[Problem]]:
    if following and is_name(END_OF_NAME.split(following[0].text)[0]):
        return _contact(following[0], (heading, following[0]), following[1:])
    after = f', but "{following[0].text[:LONGEST_DETAIL]}"' if following else ""
    sentence = f'No name follows "{heading.text}"{after}.'
    return None, (heading,), [Problem("contact", Reason.MISSING, sentence, heading.lines)]


def _contact(
    named: Passage, taken: Sequence[Passage], following: Sequence[Passage]
) -> tuple[Fact[Contact], tuple[Passage, ...], list[Problem]]:
    name, *rest = END_OF_NAME.split(named.text, maxsplit=1)
    details = [part.rstrip(")") for part in rest if part]
    below = _detail_lines(named, following)
    words = " ".join(passage.text for passage in (*taken, *below))
    lines = tuple(line for passage in (*taken, *below) for line in passage.lines)
    contact = Contact(name, (*details, *(passage.text for passage in below)))
    return Fact(contact, words, lines), (*taken, *below), []


def _detail_lines(named: Passage, following: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the short lines below the name, as long as no empty line parts them."""
    found = [named]
    for passage in following[:DETAIL_LINES]:
        is_next = passage.lines[0] == found[-1].lines[-1] + 1
        if not is_next or len(passage.text) > LONGEST_DETAIL:
            break
        found.append(passage)
    return tuple(found[1:])
