"""One request that changes an agenda: what stood before it, and how it is answered, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from visits.manage.agenda.shown import Screen
from visits.manage.agenda.status import Status
from visits.manage.opening import open_prepared
from visits.models import AgendaDay, AgendaItem

if TYPE_CHECKING:
    from django import forms
    from django.core.exceptions import ValidationError
    from django.http import QueryDict

    from members.models import Person
    from members.requests import ReaderRequest
    from visits.models import Meeting

# What every address with a form answers.
form_methods = require_http_methods(["GET", "HEAD", "POST"])
Marks = dict[int, tuple[Any, ...]]
# Codes of what is refused since others were faster: then everything is shown as it is now.
OVERTAKEN: Final = {"changed", "gone"}


@dataclass(frozen=True)
class Asked:
    """What a form is about: its heading, what its button does, and ``mark``, which keeps it apart from others."""

    heading: str
    button: str
    mark: str
    words: str = ""
    is_grave: bool = False
    template: str = "visits/manage/agenda/_form.html"


class Turn:
    """``meeting`` as this reader found it; ``day`` and ``item`` where the address names one."""

    def __init__(self, request: ReaderRequest, slug: str) -> None:
        self.request, self.slug = request, slug
        self.meeting = open_prepared(request.reader, slug)
        self.before = _marks(self.meeting) if self.changes and self.is_fragment else {}

    @property
    def changes(self) -> bool:
        return self.request.method == "POST"

    @property
    def is_fragment(self) -> bool:
        """A script asked, and puts what it is given into the screen."""
        return bool(self.request.htmx)

    @property
    def posted(self) -> QueryDict | None:
        """What a form was sent with, be it nothing; none where it is only looked at."""
        return self.request.POST if self.changes else None

    @property
    def by(self) -> Person:
        return self.request.user

    @property
    def address(self) -> str:
        return reverse("manage_agenda", args=[self.slug])

    def day(self, day_id: int) -> AgendaDay:
        return get_object_or_404(
            AgendaDay.objects.select_related("meeting"), pk=day_id, meeting=self.meeting
        )

    def item(self, item_id: int) -> AgendaItem:
        return get_object_or_404(
            AgendaItem.objects.select_related("day__meeting"),
            pk=item_id,
            day__meeting=self.meeting,
        )

    # Answers ------------------------------------------------------------------------------------

    def ask(self, asked: Asked, form: forms.BaseForm, **context: Any) -> HttpResponse:
        """The form, in its place on the screen or on a page of its own."""
        given = {
            "asked": asked,
            "form": form,
            "meeting": self.meeting,
            "tab": "agenda",
            "back": self.address,
            **context,
        }
        name = asked.template if self.is_fragment else "visits/manage/agenda/form.html"
        return render(self.request, name, given)

    def done(
        self,
        said: str | Callable[[Screen], str],
        *,
        item: AgendaItem | None = None,
        day: AgendaDay | None = None,
    ) -> HttpResponse:
        """What changed and was *said*, with the focus on *item* or *day*; without scripts the page, at its place."""
        screen = Screen.of(self._now())
        sentence = said if isinstance(said, str) else said(screen)
        anchor = f"item-{item.pk}" if item else f"day-{day.pk}" if day else ""
        if not self.is_fragment:
            messages.success(self.request, sentence)
            return HttpResponseRedirect(f"{self.address}#{anchor}" if anchor else self.address)
        touched = {item.day_id} if item else set()
        answer = self._changes(screen, touched, said=sentence)
        if anchor:
            trigger_client_event(answer, "agenda:focus", {"id": f"{anchor}-title"}, after="settle")
        return answer

    def typed(self, said: str, item: AgendaItem) -> HttpResponse:
        """The same, where the focus stays in the line in which the next item is typed."""
        if not self.is_fragment:
            messages.success(self.request, said)
            return HttpResponseRedirect(f"{self.address}#day-{item.day_id}-adder")
        return self._changes(Screen.of(self._now()), {item.day_id}, said=said)

    def moved(self, item: AgendaItem) -> HttpResponse:
        """The same, said in words: where the item is now."""

        def said(screen: Screen) -> str:
            words = {"title": item.title, "where": screen.where(item.pk)}
            return _("Moved: %(title)s is now at %(where)s.") % words

        return self.done(said, item=item)

    def refused(self, error: ValidationError, *, item: AgendaItem | None = None) -> HttpResponse:
        """Why nothing was changed. Where others were faster, with everything as it is now."""
        sentence = " ".join(error.messages)
        if not self.is_fragment:
            messages.error(self.request, sentence)
            anchor = f"#item-{item.pk}" if item else ""
            return HttpResponseRedirect(self.address + anchor)
        screen = Screen.of(self._now())
        is_overtaken = getattr(error, "code", "") in OVERTAKEN
        touched = {column.day.id for column in screen.columns} if is_overtaken else set()
        answer = self._changes(screen, touched, trouble=sentence)
        return trigger_client_event(answer, "agenda:refused", {})

    def _now(self) -> Meeting:
        return open_prepared(self.request.reader, self.slug)

    def _changes(
        self, screen: Screen, touched: set[int], *, said: str = "", trouble: str = ""
    ) -> HttpResponse:
        after = _marks(self.meeting)
        touched = touched | {pk for pk, mark in after.items() if self.before.get(pk) != mark}
        context = {
            "screen": screen,
            "meeting": screen.meeting,
            "base": self.address,
            "status": Status.of(self.request, screen, was=self.meeting),
            # Days that came, went or changed places are shown anew together.
            "is_all": [mark[0] for mark in after.values()]
            != [mark[0] for mark in self.before.values()],
            "touched": touched,
            "said": said,
            "trouble": trouble,
            "oob": True,
        }
        return render(self.request, "visits/manage/agenda/_changes.html", context)


def _marks(meeting: Meeting) -> Marks:
    """By which days that were touched are told from others: their order, and the versions of what is on them."""
    days = meeting.days.order_by("on").values_list("pk", "on", "heading", "cancel_reason")
    items = AgendaItem.objects.filter(day__meeting=meeting).order_by("pk")
    found: dict[int, list[tuple[int, int]]] = {}
    for day_id, pk, version in items.values_list("day_id", "pk", "version"):
        found.setdefault(day_id, []).append((pk, version))
    return {pk: ((pk, on), *rest, *found.get(pk, [])) for pk, on, *rest in days}
