"""How one formatted text of one record is edited: opened where it was left, begun from, merged with what others saved.

Nothing here knows which record it is. docs/decisions/0109 and 0110 say the rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib import autosaves
from portal.lib.autosaves import Place
from portal.lib.differences import difference
from portal.lib.formfields import RichText, attempt
from portal.lib.merging_texts import Merged, merge
from portal.models import LogEntry

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

    from portal.lib.figures import Shelf

MOST_SIGNS: Final = 200_000

# ``write(base=, text=, by=)``: merges under the row's lock, and writes where the outcome is clean.
Write = Callable[..., Merged]


@dataclass(frozen=True)
class Writing:
    """A text at hand: what ``stands`` now, the ``address`` of its form, and where one goes ``back`` to afterwards.

    ``pictures`` are those that it may show. It ``takes_focus`` where its page is there for nothing else. ``template``
    shows it within ``context``; it includes ``desk/text/_part.html``.
    """

    place: Place
    label: str
    stands: str
    address: str
    back: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    pictures: Shelf | None = None
    takes_focus: bool = True


class TextForm(forms.Form):
    """The text, and the one that its writing began from."""

    text = RichText(
        label=gettext_lazy("Text"),
        required=False,
        rows=16,
        max_length=MOST_SIGNS,
        error_messages={
            "max_length": gettext_lazy(
                "This is longer than a page can be. Nothing was saved, and all of it is still here: "
                "move a part of it into a document."
            )
        },
    )
    base = forms.CharField(
        label=gettext_lazy("Text before"),
        required=False,
        strip=False,
        widget=forms.HiddenInput,
    )

    @classmethod
    def opened(cls, *, text: str, base: str) -> TextForm:
        form = cls(initial={"text": text, "base": base})
        form.fields["text"].widget.attrs["autofocus"] = True
        return form

    def offer(self, pictures: Shelf | None) -> None:
        if pictures is not None:
            cast("RichText", self.fields["text"]).offer(pictures)

    def clean_base(self) -> str:
        """As it was sent: browsers end lines in their own way."""
        base: str = self.cleaned_data["base"].replace("\r\n", "\n")
        return base


class Change(NamedTuple):
    """Who saved a text last, and when; nothing where the log does not say."""

    name: str = ""
    at: datetime | None = None
    is_mine: bool = False


def last_change(place: Place, *, reader: Model) -> Change:
    """Actions that write texts note the ``fields`` they wrote."""
    entry = LogEntry.objects.filter(
        subject_type=place.subject_type,
        subject_id=place.subject_id,
        facts__contains={"fields": [place.field]},
    ).first()
    if entry is None:
        return Change()
    person = get_user_model().objects.filter(pk=entry.actor_id or 0).first()
    return Change(str(person or ""), entry.at, entry.actor_id == reader.pk)


def respond(request: HttpRequest, writing: Writing, write: Write) -> HttpResponse:
    """The form; what became of what was sent; or the page one came from, once it is saved."""
    by = request.reader.person  # type: ignore[attr-defined]
    if request.method != "POST":
        return _open(request, writing, by)
    if request.POST.get("act") == "throw_away":
        autosaves.drop(writing.place, by=by)
        messages.success(request, _("Thrown away. This is the text as it is saved."))
        return HttpResponseRedirect(writing.address)
    form = TextForm(_chosen(request.POST) if "seen" in request.POST else request.POST)
    form.offer(writing.pictures)
    if request.POST.get("act") == "edit" and form.is_valid():
        return _show(request, writing, TextForm.opened(**form.cleaned_data))
    if not form.is_valid():
        return _show(request, writing, form)
    change = last_change(writing.place, reader=by)
    done = attempt(form, write, by=by, **form.cleaned_data)
    if done is None:
        return _show(request, writing, form)
    return _outcome(request, writing, form, done.value, change)


def _open(request: HttpRequest, writing: Writing, by: Model) -> HttpResponse:
    """With what this person was writing, where that was neither saved nor thrown away."""
    kept = autosaves.find(writing.place, by=by)
    if kept is None:
        form = TextForm.opened(text=writing.stands, base=writing.stands)
        return _show(request, writing, form)
    form = TextForm.opened(text=kept.text, base=kept.base)
    merged = merge(base=kept.base, mine=kept.text, theirs=writing.stands)
    return _show(
        request,
        writing,
        form,
        kept=kept,
        changes=difference(kept.base, kept.text),
        theirs=difference(kept.base, writing.stands) if merged.holds_theirs else None,
        change=last_change(writing.place, reader=by),
    )


def _outcome(
    request: HttpRequest, writing: Writing, form: TextForm, merged: Merged, change: Change
) -> HttpResponse:
    by = request.reader.person  # type: ignore[attr-defined]
    if not merged.is_clean:
        # Whoever turns away now finds it again.
        autosaves.keep(writing.place, **form.cleaned_data, by=by)
        return _show(request, writing, form, step="conflict", merged=merged, change=change)
    autosaves.drop(writing.place, by=by)
    if merged.holds_theirs:
        theirs = difference(form.cleaned_data["text"], merged.resolved())
        return _show(request, writing, form, step="merged", theirs=theirs, change=change)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(writing.back)


def _chosen(posted: QueryDict) -> dict[str, str]:
    """What was chosen of a conflict, as a text that begins from theirs: the one that was ``seen``."""
    seen = posted.get("seen", "").replace("\r\n", "\n")
    form = TextForm(posted)
    if not form.is_valid():
        return posted.dict()  # type: ignore[return-value]
    merged = merge(base=form.cleaned_data["base"], mine=form.cleaned_data["text"], theirs=seen)
    sides = [posted.get(f"side_{place}", "both") for place in range(len(merged.conflicts))]
    return {"text": merged.resolved(sides), "base": seen}


def _show(request: HttpRequest, writing: Writing, form: TextForm, **more: Any) -> HttpResponse:
    form.offer(writing.pictures)
    if not writing.takes_focus:
        form.fields["text"].widget.attrs.pop("autofocus", None)
    shown = {"step": "form", "form": form, "writing": writing} | more
    return render(request, writing.template, writing.context | shown)
