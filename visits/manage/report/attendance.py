"""Which cities came: ticked by hand, where nobody was checked in at the door."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from members.manage.pages import form_methods, posted
from members.models import City
from members.models.periods import lasts_on
from members.requests import ReaderRequest
from portal.lib.names import fold
from portal.lib.policies import preparers
from visits import in_attendance
from visits.actions.attendance import change_cities
from visits.forms.report import AttendanceForm
from visits.manage.opening import open_prepared
from visits.models import Meeting


@preparers
@form_methods
def attendance(request: ReaderRequest, slug: str) -> HttpResponse:
    """All cities but the hosts in one list, those of the network first. Two who tick at once both get what they ticked."""
    meeting = open_prepared(request.reader, slug)
    rolls = _rolls(meeting)
    form = AttendanceForm(posted(request), cities=[roll.city for roll in rolls])
    if form.is_valid():
        change_cities(
            meeting=meeting, came=form.came, left_out=form.left_out, by=request.reader.person
        )
        messages.success(request, _said(meeting))
        return HttpResponseRedirect(reverse("manage_report", args=[meeting.slug]))
    context = {
        "tab": "report",
        "meeting": meeting,
        "form": form,
        "rolls": [roll for roll in rolls if roll.is_member or roll.is_noted],
        "others": [roll for roll in rolls if not (roll.is_member or roll.is_noted)],
        "number": sum(roll.is_noted for roll in rolls),
    }
    return render(request, "visits/manage/report/attendance.html", context)


@dataclass
class Roll:
    """A city, whether it is noted, and how many of its people are: then it came, and cannot be left out here."""

    city: City
    is_member: bool
    is_noted: bool = False
    people: set[int] = field(default_factory=set)

    @property
    def spellings(self) -> str:
        """All names it goes by, as they are searched."""
        return " | ".join(fold(name) for name in (self.city.name, *self.city.other_names))  # type: ignore[attr-defined]


def _rolls(meeting: Meeting) -> list[Roll]:
    """Membership is that of the meeting's last day, for cities come and go."""
    members = set(
        City.objects.filter(lasts_on(meeting.ends_on, prefix="memberships__")).values_list(
            "pk", flat=True
        )
    )
    cities = (
        City.objects.exclude(pk__in=meeting.hosts.values("pk"))
        .with_other_names()
        .order_by("name_key")
    )
    rolls = {city.pk: Roll(city, city.pk in members) for city in cities}
    for row in meeting.attendance.all():
        if roll := rolls.get(row.city_id or 0):
            roll.is_noted = True
            roll.people |= {row.person_id} if row.person_id else set()
    return list(rolls.values())


def _said(meeting: Meeting) -> str:
    if sentence := in_attendance.sentence_of(meeting):
        return _("Saved. The report can say: “%(sentence)s”") % {"sentence": sentence}
    return _("Saved. No visiting city is noted.")
