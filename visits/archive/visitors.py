"""Which cities came: in a sentence, after a label, or as a list of bullets."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from visits.archive.cities import Gazetteer, distinct, listed
from visits.archive.facts import Fact, KnownCity, Problem, Reason
from visits.archive.gatherings import SPEAKS_OF_ANOTHER
from visits.archive.lines import BULLET, Passage

_PEOPLE = r"(?:representatives?|delegates?|delegations?|participants?|members?|colleagues?|practitioners?|visitors?)"
FROM: Final = re.compile(
    rf"\b{_PEOPLE}\s(?:came\s)?from\s(?:the\s(?:member\s)?cities\sof\s)?", re.IGNORECASE
)
CAME: Final = re.compile(
    r",?\s(?:(?:also|all|have|has)\s)?(?:were|was|attended|attending|took\spart|participated|joined|came|gathered|met"
    r"|travelled|visited|exchanged|discussed|shared|learned|learnt|to|in|at|who|which)\b"
)
# Any other verb in the past ends the list where it follows a city: "Odense and Warsaw compared their plans".
DID: Final = re.compile(r"\s[a-z]{2,}ed\b")
# "excused: Lille and Turin", "Kaunas - apologies"; one name with "(apologies)" is not known as it stands anyway
DID_NOT_COME: Final = re.compile(
    r"[\s,;.:(–-]*(?P<away>\b(?:with\s)?(?:excused|absent|apologi[a-z]+|regrets|not present|unable to (?:come|attend|join))\b(?!\)))",
    re.IGNORECASE,
)
# A label stands within so many signs of the sentence's beginning.
FIRST_WORDS: Final = 30
BEFORE_LIST: Final = re.compile(
    r"\b(?:cities|participants|attendees|delegations|representatives|present|represented|attended|attendance)\b"
    r"[^:]{0,60}:\s?",
    re.IGNORECASE,
)


def read_visitors(
    passages: Sequence[Passage], gazetteer: Gazetteer, hosts: Sequence[Fact[KnownCity]] = ()
) -> tuple[tuple[Fact[KnownCity], ...], list[Problem]]:
    """Read every list of visiting cities; names not known are reported, each on its own.

    A host that stands among them is at home: it does not visit itself.
    """
    cities: list[Fact[KnownCity]] = []
    others: list[Passage] = []
    away: list[Passage] = []
    for is_prose, names in _lists(passages, gazetteer):
        parts = [_who_came(part, is_item=len(names) > 1) for part in names]
        away += [left for _, left in parts if left]
        read = [listed(came, gazetteer) for came, _ in parts if came]
        known = [city for found, _ in read for city in found]
        unknown = [name for _, left in read for name in left]
        if known or (is_prose and unknown[:1] and unknown[0].text[:1].isupper()):
            cities += known
            others += unknown
    problems = [
        *(_not_known(name, gazetteer) for name in others),
        *(_did_not_come(words) for words in away),
    ]
    if not cities:
        problems.insert(0, Problem("visiting", Reason.MISSING, "No visiting city is named."))
    at_home = {host.value.id for host in hosts}
    return tuple(city for city in distinct(cities) if city.value.id not in at_home), problems


def _who_came(names: Passage, *, is_item: bool) -> tuple[Passage | None, Passage | None]:
    """Cut off who did not come: what follows the word in a sentence, and all of an item with it in a list."""
    match = DID_NOT_COME.search(names.text)
    if match is None:
        return names, None
    if is_item or not match.start():
        return None, names
    return names.cut(0, match.start()), names.cut(match.start("away"), len(names.text))


def _lists(
    passages: Sequence[Passage], gazetteer: Gazetteer
) -> Iterator[tuple[bool, list[Passage]]]:
    """Yield what may be a list of cities, in prose or not; bullets of one list come together.

    Without a known city in it, it is one only if names stand in prose: "representatives from Sibiu",
    but neither "from enterprises" nor the topics listed under "Participants discussed:".
    """
    items: list[Passage] | None = None
    for passage in passages:
        if items is not None and _is_item(passage, gazetteer):
            items.append(_without_bullet(passage))
            continue
        if items:
            yield False, items
        items = None
        label = BEFORE_LIST.search(passage.text)
        if label and label.end() == len(passage.text):
            items = []
        else:
            yield from _in_sentences(passage, gazetteer)
    if items:
        yield False, items


def _is_item(passage: Passage, gazetteer: Gazetteer) -> bool:
    return bool(BULLET.match(passage.text)) or gazetteer.named(passage.text) is not None


def _without_bullet(passage: Passage) -> Passage:
    bullet = BULLET.match(passage.text)
    return passage.cut(bullet.end(), len(passage.text)) if bullet else passage


def _in_sentences(passage: Passage, gazetteer: Gazetteer) -> Iterator[tuple[bool, list[Passage]]]:
    for sentence in passage.sentences():
        label = BEFORE_LIST.search(sentence.text)
        if label and label.start() < FIRST_WORDS:
            yield False, [sentence.cut(label.end(), len(sentence.text))]
            continue
        opening = FROM.search(sentence.text)
        if opening and not SPEAKS_OF_ANOTHER.search(sentence.text):
            names = sentence.cut(opening.end(), len(sentence.text))
            yield True, [names.cut(0, _end_of_names(names.text, gazetteer))]


def _end_of_names(text: str, gazetteer: Gazetteer) -> int:
    closing = CAME.search(text)
    end = closing.start() if closing else len(text)
    did = (m.end for m in gazetteer.mentions(text[:end]) if DID.match(text, m.end))
    return next(did, end)


def _not_known(name: Passage, gazetteer: Gazetteer) -> Problem:
    if gazetteer.is_shared(name.text):
        sentence = f'"{name.text}" is the name of several known cities.'
        return Problem("visiting", Reason.AMBIGUOUS, sentence, name.lines)
    sentence = (
        f'"{name.text}" stands among the visitors, but is not a known city or one of its spellings.'
    )
    return Problem("visiting", Reason.UNKNOWN, sentence, name.lines)


def _did_not_come(words: Passage) -> Problem:
    sentence = f'"{words.text}" names who did not come: nobody was taken from it.'
    return Problem("visiting", Reason.UNKNOWN, sentence, words.lines)
