"""What is said about keeping pages: a person's own are for that one alone."""

import pytest
from django.test import Client

from tests.factories import make_meeting, make_representative, sign_in

pytestmark = pytest.mark.django_db

PAGES = ["/", "/meetings/", "/groups/", "/cities/", "/privacy/", "/nowhere/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_for_someone_signed_in_is_private(client: Client, address: str) -> None:
    sign_in(client, make_representative())

    response = client.get(address)

    assert response["Cache-Control"] == "private"
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_for_a_stranger_differs_by_cookie_and_sets_none(
    client: Client, address: str
) -> None:
    response = client.get(address)

    assert not response.has_header("Cache-Control")
    assert "Cookie" in response["Vary"]
    assert not response.cookies


def test_a_stranger_is_led_to_the_login_with_the_whole_address_to_come_back_to(
    client: Client,
) -> None:
    meeting = make_meeting(page_audience="members")

    response = client.get(f"{meeting.get_absolute_url()}?from=mail&x=1")

    assert response["Location"] == (
        f"/accounts/login/?next={meeting.get_absolute_url()}%3Ffrom%3Dmail%26x%3D1"
    )
