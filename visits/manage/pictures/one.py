"""One picture at the desk: its words, the people on it, and its end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.manage.pages import form_methods, posted
from members.models import Person
from members.requests import ReaderRequest
from portal.lib.formfields import attempt, put_anew
from portal.lib.policies import preparers
from visits.actions import pictures as actions
from visits.forms.pictures import DescribeForm
from visits.manage.pictures.opening import open_picture
from visits.models import Picture
from visits.pictures import pictures_of, places_of


@preparers
@form_methods
def describe(request: ReaderRequest, picture_id: int) -> HttpResponse:
    """What another changed meanwhile is shown beside what was typed, and saving again goes over it."""
    picture, page = open_picture(request.reader, picture_id)
    form = DescribeForm.about(picture, posted(request))
    if form.is_valid() and attempt(
        form, _write, picture=picture, by=request.reader.person, **form.cleaned_data
    ):
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(pictures_of(page).address)
    standing = None
    if form.has_error("__all__", "changed"):
        standing = Picture.objects.get(pk=picture.pk)
        put_anew(form, version=standing.version)
    context = {
        "picture": picture,
        "form": form,
        "standing": standing,
        "page": page,
        "back": pictures_of(page).address,
        "places": places_of(picture),
    }
    return render(request, "visits/manage/pictures/picture.html", context)


def _write(
    *, picture: Picture, version: int, consent: str, by: Person | None, **words: str
) -> Picture:
    """The words and what is known of the people, which are two acts."""
    described = actions.describe_picture(picture=picture, version=version, by=by, **words)
    if consent == described.consent:
        return described
    return actions.note_consent(
        picture=described, version=described.version, consent=consent, by=by
    )


@preparers
@require_POST
def remove(request: ReaderRequest, picture_id: int) -> HttpResponse:
    picture, page = open_picture(request.reader, picture_id)
    try:
        actions.remove_picture(picture=picture, by=request.reader.person)
        messages.success(request, _("The picture is removed."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(pictures_of(page).address)
