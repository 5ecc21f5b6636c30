"""What every response says."""

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/healthz", "/accounts/login/"])
@pytest.mark.django_db
def test_what_no_page_uses_is_switched_off(client: Client, address: str) -> None:
    policy = client.get(address)["Permissions-Policy"]

    for feature in ("camera", "microphone", "geolocation", "publickey-credentials-create"):
        assert f"{feature}=()" in policy


@pytest.mark.parametrize(
    ("address", "open_to"), [("/healthz", "()"), ("/accounts/login/", "(self)")]
)
@pytest.mark.django_db
def test_passkeys_are_asked_for_where_one_logs_in(
    client: Client, address: str, open_to: str
) -> None:
    assert f"publickey-credentials-get={open_to}" in client.get(address)["Permissions-Policy"]
