"""The pages of texts ask little of the database, however much is written."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal.lib import autosaves
from portal.lib.autosaves import Place
from tests.factories import make_meeting, make_organiser, sign_in
from visits.actions.texts import write_text

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.mark.parametrize("number", [1, 30])
def test_a_form(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    base = "".join(f"<p>{place}</p>" for place in range(number))
    meeting = make_meeting("Milan", introduction=base)
    person = make_organiser(meeting)
    sign_in(client, person)
    autosaves.keep(Place.of(meeting, "introduction"), base=base, text=f"{base}<p>x</p>", by=person)
    write_text(meeting=meeting, field="introduction", base=base, text=f"<p>y</p>{base}", by=None)

    for address in (
        reverse("manage_text", args=[meeting.slug, "introduction"]),
        meeting.get_absolute_url(),
    ):
        with django_assert_max_num_queries(MOST):
            client.get(address)
