"""Who belongs to a working group and who chairs it, at the desk. A city is chosen first, then one of its people."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from members.actions.groups import join_group, leave_group
from members.actions.mandates import end_mandate, give_mandate, pass_mandate
from members.actions.places import nominate
from members.forms.groups import CityChoice, HolderForm, LastDayForm, MandateForm, PlaceForm
from members.manage.group import page_below
from members.manage.pages import FormPage, ask, form_methods, posted
from members.models import City, Group, GroupMembership, Mandate, Person
from members.requests import ReaderRequest
from portal.lib.policies import staff


@staff
@form_methods
def add_place(request: ReaderRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(Group, slug=slug)
    page = page_below(
        group,
        _("Add a person to the group"),
        _("Add to the group"),
        words=_("From today on: then the person is told by mail. Another day is noted silently."),
    )
    city, choice = _chosen(request)
    if city is None:
        return _choose(request, page, choice)
    people = Person.objects.with_post_in(city, outside=group)
    form = PlaceForm(posted(request), people=people)
    said = _("The person is added.")
    return ask(request, page, form, _give_place, group=group, city=city, said=said)


def _give_place(
    *, group: Group, city: City, person: Person, starts_on: date, by: Person | None
) -> GroupMembership:
    """As a city's coordinator would, if it is from today on; what was or is to come is only written down."""
    if starts_on == timezone.localdate():
        return nominate(person=person, city=city, group=group, by=by)
    return join_group(group=group, person=person, starts_on=starts_on, by=by)


@staff
@form_methods
def end_place(request: ReaderRequest, slug: str, place_id: int) -> HttpResponse:
    place = get_object_or_404(
        GroupMembership.objects.select_related("group", "person"), pk=place_id, group__slug=slug
    )
    heading = _("%(name)s leaves the group") % {"name": place.person.name}
    page = page_below(
        place.group,
        heading,
        _("End the place"),
        words=_("Nobody is told by mail: write to the person if this is news."),
    )
    form = LastDayForm(posted(request))
    return ask(request, page, form, leave_group, membership=place, said=_("The day is noted."))


@staff
@form_methods
def add_mandate(request: ReaderRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(Group, slug=slug)
    page = page_below(group, _("Give a city a seat"), _("Give the seat"))
    city, choice = _chosen(request)
    if city is None:
        return _choose(request, page, choice)
    form = MandateForm(posted(request), people=Person.objects.with_post_in(city))
    said = _("%(city)s has the seat.") % {"city": city.name}
    return ask(request, page, form, give_mandate, group=group, city=city, said=said)


@staff
@form_methods
def pass_on_mandate(request: ReaderRequest, slug: str, mandate_id: int) -> HttpResponse:
    mandate = _mandate(slug, mandate_id)
    said = {"city": mandate.city.name, "seat": mandate.get_kind_display()}
    page = page_below(
        mandate.group,
        _("Who holds the seat of %(city)s (%(seat)s)") % said,
        _("Pass it on"),
        words=_("Until the day before, it stays noted with whom it was."),
    )
    people = Person.objects.with_post_in(mandate.city)
    form = HolderForm(posted(request), people=people)
    return ask(request, page, form, pass_mandate, mandate=mandate, said=_("The day is noted."))


@staff
@form_methods
def end_seat(request: ReaderRequest, slug: str, mandate_id: int) -> HttpResponse:
    mandate = _mandate(slug, mandate_id)
    said = {"city": mandate.city.name, "seat": mandate.get_kind_display()}
    heading = _("%(city)s gives the seat back (%(seat)s)") % said
    page = page_below(mandate.group, heading, _("End the seat"))
    form = LastDayForm(posted(request))
    return ask(request, page, form, end_mandate, mandate=mandate, said=_("The day is noted."))


def _mandate(slug: str, mandate_id: int) -> Mandate:
    mandates = Mandate.objects.select_related("group", "city")
    mandate: Mandate = get_object_or_404(mandates, pk=mandate_id, group__slug=slug)
    return mandate


def _chosen(request: ReaderRequest) -> tuple[City | None, CityChoice]:
    """The city that ``?city=`` names."""
    choice = CityChoice(request.GET if "city" in request.GET else None)
    return (choice.cleaned_data["city"] if choice.is_valid() else None), choice


def _choose(request: ReaderRequest, page: FormPage, choice: CityChoice) -> HttpResponse:
    context = {"page": page, "form": choice}
    return render(request, "members/manage/group/choose_city.html", context)
