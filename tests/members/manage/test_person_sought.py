"""Looking for people by what no name holds."""

import pytest
from django.test import Client

from tests.factories import make_person, make_staff

pytestmark = pytest.mark.django_db


def test_a_sign_that_the_database_refuses_is_left_out(client: Client) -> None:
    make_person("Anna Smith")
    client.force_login(make_staff())

    response = client.get("/manage/people/all/", {"q": "Ann\0a"})

    assert "Anna Smith" in response.content.decode()
