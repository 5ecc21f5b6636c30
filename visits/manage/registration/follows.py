"""Saving what has consequences: they are said first, and a second press, which has read them, does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from portal.lib.formfields import attempt, put_anew
from visits.registration.outcomes import Outcome, UnforeseenError

if TYPE_CHECKING:
    from django import forms

    from visits.registration.settings_words import Part


@dataclass
class Follows:
    """What would hold, and what follows from it. ``is_asked``: saving waits for these to be read."""

    parts: list[Part] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    mark: str = ""
    is_asked: bool = False


def saved(
    form: forms.Form, follows: Follows, action: Callable[..., Outcome], **given: Any
) -> Outcome | None:
    """What was saved, with all that followed having been read; else none, and *follows* or the form says why."""
    try:
        done = attempt(form, action, known=form.cleaned_data["known"], **given)
    except UnforeseenError as unforeseen:
        follows.sentences = list(unforeseen.outcome.sentences)
        follows.mark, follows.is_asked = unforeseen.outcome.mark, True
        put_anew(form, known=follows.mark)
        return None
    return done.value if done else None
