"""What I say about myself: name, telephone, languages, job titles, needs, and how often I want news."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.actions.posts import change_post
from members.actions.profile import change_profile, keep_needs, withdraw_consent
from members.forms.profile import WORDING, ProfileForm
from members.models import Consent, Person
from members.requests import ReaderRequest
from portal.lib.formfields import attempt
from portal.lib.policies import signed_in


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: ReaderRequest) -> HttpResponse:
    person, posts = request.user, request.reader.posts
    data = request.POST if request.method == "POST" else None
    form = ProfileForm(data, person=person, posts=posts)
    if form.is_valid() and attempt(form, _save, asked=form, person=person):
        messages.success(request, _("Your profile is saved."))
        if form.keeps_needs and not form.cleaned_data["keep_needs"]:
            messages.success(
                request,
                _("Your consent is taken back: diet and access needs are emptied, here and now."),
            )
        return redirect("my_profile")
    context = {"form": form, "posts": posts, "is_out_of_office": not (posts or person.office)}
    return render(request, "members/profile/profile.html", context)


def _save(*, asked: ProfileForm, person: Person) -> None:
    """All of it, or nothing."""
    given = asked.cleaned_data
    change_profile(
        person=person,
        by=person,
        name=given["name"],
        phone=given["phone"],
        languages=given["languages"],
        news=given["news"],
    )
    for post, title in asked.titles():
        change_post(post=post, kind=post.kind, title=title, by=person)
    if given["keep_needs"]:
        keep_needs(
            person=person,
            by=person,
            diet=given["diet"],
            access_needs=given["access_needs"],
            wording=str(WORDING),
        )
        return
    for consent in person.consents.standing().filter(kind=Consent.Kind.KEEP_NEEDS):
        withdraw_consent(consent=consent, by=person)
