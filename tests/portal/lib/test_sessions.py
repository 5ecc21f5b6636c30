"""A cookie that is no session of ours never reaches the database."""

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("key", ['"aaaaaaaaaaaa\\000bbb"', "short", "../../etc/passwd"])
def test_a_strange_cookie_is_a_stranger(client: Client, key: str) -> None:
    response = client.get("/meetings/", headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={key}"})

    assert response.status_code == 200
    assert "Log in" in response.content.decode()
