"""Writing what a group wants: its objectives, merged with what others wrote; earlier words restored, or forgotten."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.actions.groups import set_objectives
from members.models import Group, Person
from members.versions import GROUP, KINDS, compare_version, own_versions
from portal.lib.history import forget_earlier
from portal.lib.merging_texts import Merged, merge
from portal.lib.restoring import Compared
from portal.lib.richtext import clean
from portal.models import LogEntry

CHANGED: Final = _(
    "Somebody changed this text while you were looking at it. Nothing was restored: what stands now is shown below."
)


@transaction.atomic
def write_objectives(*, group: Group, base: str, text: str, by: Person | None) -> Merged:
    """Write ``text``, which began from ``base``, merged with what stands by now; where both changed the same, nothing."""
    group = _take(group)
    merged = merge(base=base, mine=text, theirs=group.objectives)
    after = merged.resolved()
    if merged.is_clean and after != group.objectives:
        _write(group, after, by, verb="write_text")
    return merged


@transaction.atomic
def restore_group_words(
    *, group: Group, compared: Sequence[Compared], seen: Mapping[str, str], by: Person | None
) -> None:
    """Let the objectives, or those of a year, say again what they said; refused where another text is ``seen`` by now."""
    group = _take(group)
    for one in compared:
        now = next(again for again in compare_version(group, one.kind, one.version))
        if now.mark != seen[one.key]:
            raise ValidationError(CHANGED, code="changed")
        if one.kind is GROUP:
            _write(group, clean(one.words.text), by, verb="restore_words")
        else:
            set_objectives(group=group, year=one.version.year, objectives=one.words.text, by=by)


@transaction.atomic
def forget_group_versions(*, group: Group, by: Person | None) -> None:
    """Forget what was said earlier; what stands stays."""
    group = _take(group)
    for kind in KINDS:
        forget_earlier(kind.versions.objects.filter(own_versions(group, kind)))
    LogEntry.objects.record("forget_versions", group, by=by)


def _take(group: Group) -> Group:
    return Group.objects.select_for_update(of=("self",)).get(pk=group.pk)


def _write(group: Group, text: str, by: Person | None, *, verb: str) -> None:
    group.objectives = text
    group.full_clean()
    group.save(update_fields=["objectives"])
    LogEntry.objects.record(verb, group, by=by, fields=["objectives"])
