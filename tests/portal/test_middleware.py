"""What every response says."""

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/healthz", "/accounts/login/"])
@pytest.mark.django_db
def test_what_no_page_uses_is_switched_off(client: Client, address: str) -> None:
    policy = client.get(address)["Permissions-Policy"]

    for feature in ("camera", "microphone", "geolocation", "publickey-credentials-get"):
        assert f"{feature}=()" in policy
