"""What the profile answers beforehand, as the choices of a question that they are."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_representative, sign_in
from tests.registrations import make_open_meeting, make_question

pytestmark = pytest.mark.django_db


def test_languages_are_offered_without_the_consent_for_needs(client: Client) -> None:
    meeting = make_open_meeting()
    choices = ["English", "French", "German"]
    asked = make_question(meeting, key="languages", kind="choices", choices=choices)
    make_question(meeting, key="access", kind="text", care="sensitive")
    sign_in(client, make_representative(languages=["fr", "nl", "de"], access_needs="A ramp"))

    page = client.get(reverse("register", args=[meeting.slug]))

    form = page.context["form"]
    assert form[f"question_{asked.pk}"].value() == ["French", "German"]
    assert "A ramp" not in page.text
