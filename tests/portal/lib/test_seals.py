"""Sealed texts: readable under the key and those that are being retired, and by nobody else."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from django.conf import LazySettings

from members.actions.factors import renew_seals
from portal.lib import seals
from tests.factories import make_person

OLD = "the key of last year, which is being retired now"
NEW = "the key of this year, which is as long as it must be"


def test_a_text_is_sealed_and_comes_back() -> None:
    sealed = seals.seal("Łódź")

    assert "dź" not in sealed
    assert seals.unseal(sealed) == "Łódź"
    assert seals.seal("Łódź") != sealed


def test_a_retired_key_still_opens_until_it_is_gone(settings: LazySettings) -> None:
    settings.SECRET_KEY = OLD
    sealed = seals.seal("a secret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]

    assert seals.unseal(sealed) == "a secret"
    assert not seals.is_current(sealed)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(seals.UnreadableError):
        seals.unseal(sealed)


def test_what_was_altered_is_not_read() -> None:
    sealed = seals.seal("a secret")

    with pytest.raises(seals.UnreadableError):
        seals.unseal(sealed[:-6] + "AAAA==")


@pytest.mark.django_db
def test_the_night_seals_again_what_an_earlier_key_sealed(settings: LazySettings) -> None:
    settings.SECRET_KEY = OLD
    TOTP.activate(make_person(), "JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]

    assert renew_seals() == 1
    assert renew_seals() == 0

    settings.SECRET_KEY_FALLBACKS = []
    assert decrypt(Authenticator.objects.get().data["secret"]) == "JBSWY3DPEHPK3PXP"
