"""Everything about one item on one form: its words and hours, who speaks, which documents belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.utils.translation import gettext as _

from members.models import City
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import preparers
from visits.actions import agenda_whole
from visits.forms.agenda import USUAL, ItemForm
from visits.forms.speakers import MORE, BaseSpeakers, speakers_of
from visits.forms.typed import after
from visits.manage.agenda.shown import end_of
from visits.manage.agenda.standing import Standing
from visits.manage.agenda.turn import Asked, Turn, form_methods
from visits.models import AgendaItem

if TYPE_CHECKING:
    from members.models import Person
    from visits.models import AgendaDay

TEMPLATE: Final = "visits/manage/agenda/_item_form.html"
# A button that looks for people of the network, and saves nothing.
LOOK: Final = "look"


@preparers
@form_methods
def item(request: ReaderRequest, slug: str, item_id: int) -> HttpResponse:
    turn = Turn(request, slug)
    shown = turn.item(item_id)
    form = ItemForm.about(shown, turn.posted)
    speakers = speakers_of(shown, turn.posted, mark=form.mark)
    standing = None
    if _is_sent(turn) and form.is_valid() and speakers.is_valid():
        done = attempt(form, _save, item=shown, whole=form, speakers=speakers, by=turn.by)
        if done:
            said = _("Saved: %(title)s.") % {"title": done.value.title}
            return turn.done(said, item=done.value)
        standing = Standing.of(shown, form)
    asked = Asked(
        _("Edit “%(title)s”") % {"title": shown.title}, _("Save"), form.mark, template=TEMPLATE
    )
    return _ask(turn, asked, form, speakers, item=shown, standing=standing)


@preparers
@form_methods
def add(request: ReaderRequest, slug: str, day_id: int) -> HttpResponse:
    """A new one: before or after the item that ``?before=`` or ``?after=`` names, else at the end of the day."""
    turn = Turn(request, slug)
    day = turn.day(day_id)
    beside = _beside(turn, day)
    mark = f"add-{day.pk}-{beside.item.pk if beside.item else 0}"
    form = ItemForm(turn.posted, meeting=turn.meeting, mark=mark, initial=beside.initial)
    speakers = speakers_of(None, turn.posted, mark=mark)
    if _is_sent(turn) and form.is_valid() and speakers.is_valid():
        done = attempt(form, _add, day=day, whole=form, speakers=speakers, by=turn.by)
        if done:
            said = _("Added: %(title)s.") % {"title": done.value.title}
            return turn.done(said, item=done.value)
    asked = Asked(beside.heading, _("Add the item"), mark, template=TEMPLATE)
    return _ask(turn, asked, form, speakers, item=beside.item, is_new=True)


def _is_sent(turn: Turn) -> bool:
    return turn.posted is not None and not {MORE, LOOK} & set(turn.posted)


def _ask(
    turn: Turn, asked: Asked, form: ItemForm, speakers: BaseSpeakers, **context: Any
) -> HttpResponse:
    items = AgendaItem.objects.filter(day__meeting=turn.meeting)
    given = {
        "speakers": speakers,
        "places": _known(items, "place"),
        "tracks": _known(items, "track"),
        "cities": City.objects.values_list("name", flat=True),
        "base": turn.address,
    }
    return turn.ask(asked, form, **given, **context)


def _known(items: Any, name: str) -> list[str]:
    return sorted(set(items.exclude(**{name: ""}).values_list(name, flat=True)))


def _save(*, item: AgendaItem, whole: ItemForm, speakers: BaseSpeakers, by: Person) -> AgendaItem:
    return agenda_whole.edit_whole(
        item=item, by=by, **whole.words, **_hanging(whole, speakers), version=whole.known_version
    )


def _add(*, day: AgendaDay, whole: ItemForm, speakers: BaseSpeakers, by: Person) -> AgendaItem:
    words = whole.words
    words["shifts_following"] = words.pop("moves_following")
    return agenda_whole.add_whole(day=day, by=by, **words, **_hanging(whole, speakers))


def _hanging(form: ItemForm, speakers: BaseSpeakers) -> dict[str, Any]:
    """Speakers and documents, where they are others than before."""
    has_documents = "documents" in form.changed_data
    return {
        "speakers": speakers.given if speakers.has_changed() else None,
        "document_ids": [row.pk for row in form.cleaned_data["documents"]]
        if has_documents
        else None,
    }


@dataclass(frozen=True)
class Beside:
    """Where a new item goes, and what its form begins with."""

    heading: str
    initial: dict[str, Any]
    item: AgendaItem | None = None


def _beside(turn: Turn, day: AgendaDay) -> Beside:
    rows = list(day.items.order_by("starts", "track", "position", "pk"))
    asked = turn.request.GET
    for name, words in (
        ("before", _("New item before “%(title)s”")),
        ("after", _("New item after “%(title)s”")),
    ):
        found = next((row for row in rows if str(row.pk) == asked.get(name)), None)
        if found is not None:
            starts = found.starts if name == "before" else found.ends
            initial = _begin(starts) | {"track": found.track, "place": found.place}
            initial["moves_following"] = True
            return Beside(words % {"title": found.title}, initial, found)
    return Beside(_("New item"), _begin(end_of(rows)) | {"title": asked.get("title", "")})


def _begin(starts: Any) -> dict[str, Any]:
    minutes = USUAL[AgendaItem.Kind.BREAK]
    return {
        "kind": AgendaItem.Kind.SESSION.value,
        "starts": starts,
        "ends": after(starts, minutes),
        "duration": minutes,
    }
