"""E-mail addresses as people write them."""

import pytest
from django.core.exceptions import ValidationError

from portal.lib import addresses


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Anna@Utrecht.NL ", "anna@utrecht.nl"),
        ("mailto:anna@utrecht.nl", "anna@utrecht.nl"),
        ("<anna@utrecht.nl>,", "anna@utrecht.nl"),
        ("anna@utrecht.nl.", "anna@utrecht.nl"),
        ("anna@XN--MNCHEN-3YA.de", "anna@münchen.de"),
        ("anna@mu\u0308nchen.de", "anna@münchen.de"),
        ("anna@xn--zzzzzzzzz", "anna@xn--zzzzzzzzz"),
        ("no address", "no address"),
    ],
)
def test_one_spelling_for_each(written: str, kept: str) -> None:
    assert addresses.normal(written) == kept
    assert addresses.normal(kept) == kept


@pytest.mark.parametrize(
    "good", ["anna@utrecht.nl", "a.b+c@x.utrecht.nl", "anna@münchen.de", "anna@città.example"]
)
def test_what_can_be_written_to(good: str) -> None:
    assert addresses.fault_of(good) == ""
    addresses.validate(good)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("", "no e-mail address here"),
        ("utrecht.nl", "it has no @"),
        ("@utrecht.nl", "mistyped"),
        ("anna@utrecht", "mistyped"),
        ("anna@utrecht..nl", "mistyped"),
        ("an na@utrecht.nl", "mistyped"),
        ("anna\nbcc:eve@evil.example@utrecht.nl", "mistyped"),
        ("änna@utrecht.nl", "from a to z"),
        ("\u212aim@utrecht.nl", "from a to z"),
        ("a" * 250 + "@utrecht.nl", "too long"),
    ],
)
def test_what_cannot_says_why(bad: str, why: str) -> None:
    assert why in addresses.fault_of(bad)


def test_a_field_refuses_in_the_same_words() -> None:
    with pytest.raises(ValidationError, match="it has no @"):
        addresses.validate("utrecht.nl")


def test_domains_from_the_narrowest_out_in_both_spellings() -> None:
    assert addresses.domains_of("anna@works.utrecht.nl") == ["works.utrecht.nl", "utrecht.nl"]
    assert addresses.domains_of("anna@münchen.de") == ["münchen.de", "xn--mnchen-3ya.de"]
    assert addresses.domains_of("anna@xn--mnchen-3ya.de") == ["münchen.de", "xn--mnchen-3ya.de"]
    assert addresses.domains_of("anna@nl") == []
