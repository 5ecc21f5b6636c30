"""Every view says who may come."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from portal.checks import check_policies
from portal.lib.policies import everyone, signed_in


def view_without(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@everyone
def view_with(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns: list[Any] = [
    path("good/", view_with),
    path("accounts/", include("members.account_urls")),
    path("below/", include([path("bad/", view_without)])),
]


def test_our_own_addresses_all_have_a_policy() -> None:
    assert [error for error in run_checks() if error.id == "portal.E001"] == []


def test_a_view_without_a_policy_is_named_with_its_address(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = __name__

    [error] = check_policies()

    assert "view_without" in error.msg
    assert "'below/bad/'" in error.msg


@pytest.mark.parametrize(("decorate", "asks"), [(everyone, False), (signed_in, True)])
def test_a_policy_tells_the_login_middleware(decorate: Any, asks: bool) -> None:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    decorated = decorate(view)

    assert decorated.policy == decorate.__name__
    assert getattr(decorated, "login_required", True) is asks
