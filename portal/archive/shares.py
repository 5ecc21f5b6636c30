"""What each meeting takes of a page: all of it; at a gathering each group's meeting what is its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.lib.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.models import Forum, Group
    from visits.archive import Fact, KnownCity, Understanding
    from visits.archive.facts import Document, NextMeeting, ProgrammeItem


@dataclass(frozen=True)
class Share:
    """One meeting with the part of the page that speaks of it. The first of ``groups`` leads."""

    groups: tuple[Group, ...]
    forum: Forum | None
    documents: tuple[Fact[Document], ...]
    programme: tuple[ProgrammeItem, ...]
    visiting: tuple[Fact[KnownCity], ...]
    next_meeting: Fact[NextMeeting] | None
    next_groups: tuple[Group, ...]

    @property
    def lead(self) -> Group | Forum | None:
        """Whose meeting it is, before all others."""
        return self.groups[0] if self.groups else self.forum


def shares_of(
    read: Understanding, groups: Sequence[Group], forum: Forum | None
) -> tuple[list[Share], list[str]]:
    """The meetings of a page, and sentences about what of it cannot be told apart by group."""
    whole = Share(
        groups=tuple(groups),
        forum=forum,
        documents=read.documents,
        programme=tuple(fact.value for fact in read.programme),
        visiting=read.visiting,
        next_meeting=read.next_meeting,
        next_groups=tuple(_named_in(read.next_meeting, groups) or groups),
    )
    if read.apart is None:
        return [whole], []
    named = {group: fact.value for group, fact in zip(groups, read.groups, strict=True)}
    return _apart(whole, named)


def _apart(whole: Share, named: dict[Group, str]) -> tuple[list[Share], list[str]]:
    """Each group's share. Documents that name no group stay together, with the first."""
    sentences = []
    owners = [_owner(fact.value.name, whole.groups) for fact in whole.documents]
    if None in owners:
        sentences.append(
            f"Documents that name no group were put with the first, {whole.groups[0]}."
        )
    if whole.visiting:
        sentences.append(
            "Which city came to which group's meeting is not said: the visitors stand in the report only."
        )
    next_groups = _named_in(whole.next_meeting, whole.groups)
    if whole.next_meeting and len(next_groups) != 1:
        sentences.append("The next meeting was not made: which group's it will be is not said.")
    shares = [
        replace(
            whole,
            groups=(group,),
            documents=tuple(
                fact
                for fact, owner in zip(whole.documents, owners, strict=True)
                if (owner or whole.groups[0]) == group
            ),
            programme=tuple(i for i in whole.programme if i.group in ("", named[group])),
            visiting=(),
            next_meeting=whole.next_meeting if next_groups == [group] else None,
            next_groups=(group,),
        )
        for group in whole.groups
    ]
    return shares, sentences


def _owner(name: str, groups: Sequence[Group]) -> Group | None:
    """The one group whose name stands in a document's name."""
    found = [group for group in groups if _is_named(group, name)]
    return found[0] if len(found) == 1 else None


def _named_in(fact: Fact[NextMeeting] | None, groups: Sequence[Group]) -> list[Group]:
    return [group for group in groups if fact and _is_named(group, fact.words)]


def _is_named(group: Group, text: str) -> bool:
    words = f" {fold(text)} "
    return any(f" {fold(name)} " in words for name in (group.name, group.short_name) if name)
