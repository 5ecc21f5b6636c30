"""Looking for people of the network while a speaker's name is typed: names and cities, and nothing else."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.policies import preparers
from visits.forms.speakers import found
from visits.manage.opening import open_prepared


@preparers
@require_safe
def people(request: ReaderRequest, slug: str) -> HttpResponse:
    """Who could be meant by ``?q=``, as choices of the row that ``?row=`` names."""
    open_prepared(request.reader, slug)
    row = request.GET.get("row", "")
    typed = request.GET.get(f"speakers-{row}-name", "")
    context = {
        "people": found(request.GET.get("q") or typed),
        "row": row if row.isascii() and row.isdecimal() and len(row) < 4 else "0",
    }
    return render(request, "visits/manage/agenda/_people.html", context)
