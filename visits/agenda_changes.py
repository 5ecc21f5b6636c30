"""What changed from one release of an agenda to the next, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from visits.agenda import Agenda, Item


def changes(old: Agenda, new: Agenda) -> list[str]:
    """One sentence for each item that was added, removed, cancelled, moved or reworded, in the order of ``new``.

    Items are known by their ids, so that a renamed one is renamed and not removed and added.
    """
    before = {item.id: item for item in old.items()}
    after = {item.id: item for item in new.items()}
    sentences = [sentence for item in after.values() for sentence in _of(before.get(item.id), item)]
    gone = [item for item in before.values() if item.id not in after]
    return sentences + [
        _("“%(title)s” is no longer on the agenda.") % {"title": item.title} for item in gone
    ]


def _of(old: Item | None, new: Item) -> list[str]:
    words = {"title": new.title, "when": _when(new)}
    if old is None:
        return [_("Added: “%(title)s”, %(when)s.") % words]
    if new.is_cancelled and not old.is_cancelled:
        return [
            _("“%(title)s”, %(when)s, is cancelled: %(reason)s")
            % (words | {"reason": new.cancel_reason})
        ]
    found: list[str] = []
    if old.is_cancelled and not new.is_cancelled:
        found.append(_("“%(title)s”, %(when)s, takes place after all.") % words)
    if old.title != new.title:
        found.append(_("“%(before)s” is now called “%(title)s”.") % (words | {"before": old.title}))
    if (old.on, old.starts, old.ends, old.ends_next_day) != (
        new.on,
        new.starts,
        new.ends,
        new.ends_next_day,
    ):
        found.append(
            _("“%(title)s” moves from %(before)s to %(when)s.") % (words | {"before": _when(old)})
        )
    if old.place != new.place:
        found.append(_place_change(old, new))
    if old.speakers != new.speakers:
        found.append(_speaker_change(new))
    if (old.description, old.track, old.kind) != (new.description, new.track, new.kind):
        found.append(_("Details of “%(title)s” changed.") % words)
    return found


def _place_change(old: Item, new: Item) -> str:
    words = {"title": new.title, "before": old.place, "place": new.place}
    if not new.place:
        return _("“%(title)s” is no longer in %(before)s; its place follows.") % words
    if not old.place:
        return _("“%(title)s” takes place in %(place)s.") % words
    return _("“%(title)s” moves from %(before)s to %(place)s.") % words


def _speaker_change(new: Item) -> str:
    names = ", ".join(speaker.name for speaker in new.speakers)
    if not names:
        return _("“%(title)s” has no speaker for now.") % {"title": new.title}
    return _("Speakers of “%(title)s” are now %(names)s.") % {"title": new.title, "names": names}


def _when(item: Item) -> str:
    """1 June, 09:30–11:00"""
    day = formats.date_format(item.on, "j F")
    return f"{day}, {item.starts:%H:%M}–{item.ends:%H:%M}"
