"""A whole page: every recogniser asked in turn, and what none of them used."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from visits.archive.blocks import parts_of
from visits.archive.cities import Gazetteer
from visits.archive.contact import read_contact
from visits.archive.days import datelines, labelled, read_days, read_when
from visits.archive.documents import is_document_line, read_documents
from visits.archive.encoding import decoded
from visits.archive.facts import (
    Contact,
    Document,
    Fact,
    Kind,
    KnownCity,
    Mode,
    Problem,
    Table,
    Understanding,
)
from visits.archive.gatherings import about_this_meeting, read_apart, read_kind, read_mode
from visits.archive.hosts import read_hosts
from visits.archive.lines import Passage, numbered, passages
from visits.archive.next_meeting import read_next_meeting
from visits.archive.programme import read_programme
from visits.archive.refusals import refusal, too_large, warnings
from visits.archive.report import report_of
from visits.archive.titles import Heading, read_heading
from visits.archive.visitors import read_visitors


@dataclass(frozen=True, slots=True)
class Parts:
    """A page taken apart: what is title, documents, contact or label, and the prose that is left."""

    heading: Heading
    documents: tuple[Fact[Document], ...]
    contact: Fact[Contact] | None
    labels: list[Passage]
    body: list[Passage]
    taken: set[Passage]
    problems: list[Problem]


def read_bytes(
    content: bytes,
    *,
    cities: Sequence[KnownCity],
    network: str = "EUROCITIES",
    year: int | None = None,
    groups: Collection[str] = (),
) -> Understanding:
    """Read a page as it lies in a file, in UTF-8 or, with a warning, in what Windows once wrote."""
    if problem := too_large(len(content)):
        return Understanding(problems=(problem,))
    text, problems = decoded(content)
    understanding = read_page(text, cities=cities, network=network, year=year, groups=groups)
    if understanding.is_unreadable:
        return understanding
    return replace(understanding, problems=(*problems, *understanding.problems))


def read_page(
    text: str,
    *,
    cities: Sequence[KnownCity],
    network: str = "EUROCITIES",
    year: int | None = None,
    groups: Collection[str] = (),
) -> Understanding:
    """Understand a legacy page; what is not understood stands in `problems` and `unused`.

    *year* overrides what the page says of this meeting's year; *groups* are names of groups that are known,
    needed only to tell the groups of "Working groups a, b and c" from each other. Nothing is raised for a bad page, and
    nothing is guessed: of two answers none is taken, and both are named.
    """
    if problem := refusal(text):
        return Understanding(problems=(problem,))
    parts = _parts(text, network, groups)
    understanding = _read(parts, Gazetteer(cities), year)
    lines = [line for line in numbered(text) if line.text]
    used = {line for passage in (*parts.taken, *parts.body) for line in passage.lines}
    return replace(
        understanding,
        problems=(*warnings(text), *understanding.problems),
        unused=tuple(line for line in lines if line.number not in used),
    )


def _parts(text: str, network: str, groups: Collection[str]) -> Parts:
    everything = passages(numbered(text))
    heading = read_heading(everything, network, groups)
    lists = [passage for passage in everything if is_document_line(passage)]
    taken = {*lists, *([heading.passage] if heading.passage else [])}
    documents, problems = read_documents(lists)
    contact, contact_lines, more = read_contact([p for p in everything if p not in taken], network)
    taken |= set(contact_lines)
    labels = labelled([passage for passage in everything if passage not in taken])
    taken |= set(labels)
    body = report_of(everything, heading.passage, lists, contact_lines, taken)
    return Parts(heading, documents, contact, labels, body, taken, [*problems, *more])


def _read(parts: Parts, gazetteer: Gazetteer, year: int | None) -> Understanding:
    report = parts_of(parts.body)
    # What stands in a table speaks of rooms and hours: it is no sentence about the meeting.
    prose = [p for part in report if not isinstance(part.block, Table) for p in part.passages]
    sentences = [sentence for passage in prose for sentence in passage.sentences()]
    title = [parts.heading.passage] if parts.heading.passage else []
    about = about_this_meeting([*sentences, *title])
    days, about_days = read_days(parts.labels, [*datelines(prose), *about])
    when, about_year = read_when(days, parts.documents, year)
    # What stands beside the dates weighs most.
    about.sort(key=lambda sentence: not (days and sentence == days.sentence))
    kind, about_kind = _kind(about, parts.heading)
    hosts, mode, about_place = _place(about, gazetteer)
    visiting, about_visitors = read_visitors(prose, gazetteer, hosts)
    next_meeting, about_next = read_next_meeting(prose, gazetteer, when.last_day)
    apart = read_apart(sentences, parts.heading.groups)
    groups = parts.heading.groups if apart else ()
    programme, about_tables = read_programme(report, when, groups)
    time_and_kind = [*about_days, *about_year, *about_kind]
    others = [*about_place, *about_visitors, *about_next, *about_tables]
    return replace(
        _named(parts),
        apart=apart,
        kind=kind,
        mode=mode,
        year=when.year,
        starts_on=when.starts_on,
        ends_on=when.ends_on,
        hosts=hosts,
        visiting=visiting,
        report=tuple(part.fact for part in report),
        programme=programme,
        next_meeting=next_meeting,
        problems=(*parts.heading.problems, *time_and_kind, *others, *parts.problems),
    )


def _named(parts: Parts) -> Understanding:
    """What the page names outright: its group or forum, title, documents and contact."""
    return Understanding(
        groups=parts.heading.groups,
        forum=parts.heading.forum,
        title=parts.heading.title,
        documents=parts.documents,
        contact=parts.contact,
    )


def _kind(about: Sequence[Passage], heading: Heading) -> tuple[Fact[Kind] | None, list[Problem]]:
    """A forum's page whose sentences say no more than "meeting" is about a forum meeting."""
    kind, problems = read_kind(about)
    if heading.forum and heading.passage and (kind is None or kind.value == Kind.WORKING_GROUP):
        return Fact.of(Kind.FORUM, heading.passage), []
    return kind, problems


def _place(
    about: Sequence[Passage], gazetteer: Gazetteer
) -> tuple[tuple[Fact[KnownCity], ...], Fact[Mode] | None, list[Problem]]:
    """Read hosts and mode together: a meeting online needs no host, one with a host was there."""
    hosts = read_hosts(about, gazetteer)
    mode, problems = read_mode(about, hosts.words)
    if mode and mode.value == Mode.ONLINE:
        return hosts.cities, mode, problems
    return hosts.cities, mode, [*hosts.problems, *problems]
