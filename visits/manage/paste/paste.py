"""Pasting an agenda: a box, then a table to correct, and only then one act that writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from members.requests import ReaderRequest
from portal.lib.policies import preparers
from visits.actions.pasting import write_pasted
from visits.agenda_mark import mark_of
from visits.forms.paste import PasteForm
from visits.forms.pasted_rows import TypedRow, planned_of, rows_from, rows_of
from visits.manage.opening import open_prepared
from visits.manage.paste.examples import examples
from visits.manage.paste.standing import Standing
from visits.manage.paste.table import Table

if TYPE_CHECKING:
    from datetime import date

    from visits.models import Meeting


@preparers
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: ReaderRequest, slug: str) -> HttpResponse:
    """Nothing is kept between the steps: the page carries what was pasted and what was corrected."""
    meeting = open_prepared(request.reader, slug)
    posted = request.POST if request.method == "POST" else None
    step = request.POST.get("step", "")
    if posted is None or step == "again":
        return _show_box(request, meeting, PasteForm(None, meeting=meeting, initial=_kept(request)))
    form = PasteForm(posted, meeting=meeting)
    is_read = form.is_valid()
    if step == "write":
        return _write(request, meeting, form)
    if not is_read:
        return _show_box(request, meeting, form)
    return _show_table(request, meeting, form, _table(meeting, form, rows_of(form.reading)))


def _kept(request: ReaderRequest) -> dict[str, str]:
    """What was pasted, on the way back from the table to the box."""
    return {name: request.POST.get(name, "") for name in ("text", "html", "on")}


def _write(request: ReaderRequest, meeting: Meeting, form: PasteForm) -> HttpResponse:
    """Write the table and go to the agenda; or show the table again, with what was corrected and what is in the way."""
    rows = rows_from(request.POST, form.reading)
    planned = planned_of(rows)
    table = _table(meeting, form, rows, replaces=request.POST.get("how") == "replace")
    table.headings = _headings(request, table)
    if not planned:
        table.trouble.append(
            _("There is no item to put into the agenda: choose “Add” in at least one row.")
        )
    if table.errors or table.trouble:
        return _show_table(request, meeting, form, table)
    try:
        items = write_pasted(
            meeting=meeting,
            planned=planned,
            headings=_by_date(table.headings, rows),
            seen=request.POST.get("seen", ""),
            by=request.user,
            replaces=table.replaces,
        )
    except ValidationError as error:
        table.trouble += error.messages
        return _show_table(request, meeting, form, table)
    messages.success(request, _said(len(items), replaces=table.replaces))
    return HttpResponseRedirect(reverse("manage_agenda", args=[meeting.slug]))


def _said(number: int, *, replaces: bool) -> str:
    if replaces:
        said = ngettext(
            "The agenda is replaced: it has %(number)d item now. “Undo” takes it back.",
            "The agenda is replaced: it has %(number)d items now. “Undo” takes it back.",
            number,
        )
    else:
        said = ngettext(
            "%(number)d item was added. “Undo” takes it back.",
            "%(number)d items were added. “Undo” takes them back.",
            number,
        )
    return said % {"number": number}


def _headings(request: ReaderRequest, table: Table) -> dict[str, str]:
    """The headings as they came back, for days that rows are on."""
    typed = {
        row.on: request.POST.get(f"heading-{row.on}", "").replace("\0", " ")
        for row in table.rows
        if row.planned_on
    }
    return {
        on: " ".join(words.split())[:160]
        for on, words in typed.items()
        if words or on in table.headings
    }


def _by_date(headings: dict[str, str], rows: list[TypedRow]) -> dict[date, str]:
    days = {row.on: row.planned_on for row in rows if row.is_item}
    return {day: words for on, words in headings.items() if (day := days.get(on)) and words}


def _table(
    meeting: Meeting, form: PasteForm, rows: list[TypedRow], *, replaces: bool = False
) -> Table:
    headings = {f"{on:%Y-%m-%d}": words for on, words in form.reading.headings.items()}
    standing = Standing.of(meeting, (row.title for row in rows if row.is_item))
    return Table(rows, form.days, headings, standing, replaces=replaces)


def _show_box(request: ReaderRequest, meeting: Meeting, form: PasteForm) -> HttpResponse:
    context = {"meeting": meeting, "tab": "agenda", "form": form, "examples": examples()}
    return render(request, "visits/manage/paste/box.html", context)


def _show_table(
    request: ReaderRequest, meeting: Meeting, form: PasteForm, table: Table
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "tab": "agenda",
        "form": form,
        "table": table,
        "kept": _kept(request),
        "seen": mark_of(meeting),
    }
    return render(request, "visits/manage/paste/table.html", context)
