"""One city at the desk: what is said of it, its membership over time, its e-mail domains and its picture."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.actions import city_domains, city_memberships, city_pictures
from members.actions.cities import admit_city, describe_city
from members.forms.cities import (
    AdmissionForm,
    CityFactsForm,
    DomainForm,
    LeavingForm,
    MembershipForm,
    PictureForm,
)
from members.manage.pages import FormPage, ask, form_methods, posted, show
from members.models import City, CityDomain
from members.requests import ReaderRequest
from members.standing import standing_in
from portal.lib.formfields import attempt
from portal.lib.policies import staff


@staff
@require_safe
def city(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(City.objects.with_other_names(), slug=slug)
    memberships = list(shown.memberships.all())
    posts = list(shown.posts.current().select_related("person"))
    context = {
        "city": shown,
        "memberships": memberships,
        "standing": standing_in(memberships),
        "coordinators": [post for post in posts if post.kind == post.Kind.COORDINATOR],
        "posts": posts,
        "mandates": list(shown.mandates.current().select_related("group", "person")),
        "domains": list(shown.domains.all()),
        "picture": shown.pictures.first(),
        "steps": _steps(),
    }
    return render(request, "members/manage/city/city.html", context)


@staff
@form_methods
def city_facts(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(City, slug=slug)
    page = _page(shown, _("What is said of %(city)s"), _("Save"))
    form = CityFactsForm.about(shown, posted(request))
    return ask(request, page, form, describe_city, city=shown, said=_("Saved."))


@staff
@form_methods
def city_membership(request: ReaderRequest, slug: str) -> HttpResponse:
    """Admits a city that is outside; of a member, changes the kind of its membership."""
    shown = get_object_or_404(City, slug=slug)
    said = _("The membership of %(city)s is written down.") % {"city": shown.name}
    if shown.memberships.current().exists():
        page = _page(shown, _("Change the membership of %(city)s"), _("Change it"))
        change = city_memberships.change_membership
        return ask(request, page, MembershipForm(posted(request)), change, city=shown, said=said)
    page = _page(shown, _("Admit %(city)s to the network"), _("Admit it"))
    return ask(request, page, AdmissionForm(posted(request)), admit_city, city=shown, said=said)


@staff
@form_methods
def city_leaving(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(City, slug=slug)
    page = _page(
        shown,
        _("%(city)s leaves the network"),
        _("End the membership"),
        words=_(
            "Its meetings, people and documents stay where they are. From the day after its last, its people read what everyone reads, and its seats in groups count no more."
        ),
        is_grave=True,
    )
    said = _("The last day of %(city)s is written down.") % {"city": shown.name}
    leave = city_memberships.leave_network
    return ask(request, page, LeavingForm(posted(request)), leave, city=shown, said=said)


@staff
@form_methods
def city_domain(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(City, slug=slug)
    page = _page(
        shown,
        _("Add an e-mail domain to %(city)s"),
        _("Add the domain"),
        words=_("Who has an address there may ask for access, and is invited without a question."),
    )
    said = _("The domain is added.")
    return ask(
        request,
        page,
        DomainForm(posted(request)),
        city_domains.add_domain,
        city=shown,
        said=said,
    )


@staff
@require_POST
def remove_domain(request: ReaderRequest, slug: str, domain_id: int) -> HttpResponse:
    domain = get_object_or_404(CityDomain, pk=domain_id, city__slug=slug)
    city_domains.remove_domain(domain=domain, by=request.reader.person)
    said = _("%(domain)s is removed. People who came by it stay.") % {"domain": domain.domain}
    messages.success(request, said)
    return HttpResponseRedirect(_address(domain.city))


@staff
@form_methods
def city_picture(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(City, slug=slug)
    page = _page(shown, _("Crest or picture of %(city)s"), _("Show this picture"))
    form = PictureForm(posted(request), request.FILES or None)
    if form.is_valid() and attempt(
        form,
        city_pictures.set_picture,
        city=shown,
        drawn=form.cleaned_data["picture"],
        alt=form.cleaned_data["alt"],
        by=request.reader.person,
    ):
        messages.success(request, _("The picture is shown from now on."))
        return HttpResponseRedirect(page.back)
    return show(request, page, form)


@staff
@require_POST
def remove_picture(request: ReaderRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(City, slug=slug)
    city_pictures.take_picture_away(city=shown, by=request.reader.person)
    messages.success(request, _("The picture is shown no more."))
    return HttpResponseRedirect(_address(shown))


def _address(shown: City) -> str:
    return reverse("manage_city", args=[shown.slug])


def _steps() -> list[tuple[str, str]]:
    return [(_("Desk"), reverse("manage")), (_("Cities"), reverse("manage_cities"))]


def _page(
    shown: City, heading: str, button: str, *, words: str = "", is_grave: bool = False
) -> FormPage:
    """Below the city's own page; *heading* names the city."""
    above = ((_("Cities"), reverse("manage_cities")), (shown.name, _address(shown)))
    return FormPage(heading % {"city": shown.name}, button, above, words, is_grave)
