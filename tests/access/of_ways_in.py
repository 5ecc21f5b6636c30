"""The addresses of changes of address."""

from collections.abc import Iterator

from django.urls import reverse

from members.actions.addresses import PURPOSE
from portal.lib import links
from tests.factories import make_person, make_staff
from tests.personas import Cast
from tests.ways_in import make_address_change


def of_ways_in(cast: Cast) -> Iterator[tuple[tuple[str, str], str]]:
    person, staff = make_person(city=cast.city), make_staff("Colleague in the secretariat")
    yield ("vouch_for_address", ""), reverse("vouch_for_address", args=[person.pk])
    yield ("vouch_for_address", "for staff"), reverse("vouch_for_address", args=[staff.pk])
    for name in ("account_email", "take_back_address"):
        yield (name, ""), reverse(name)
    change = make_address_change(person=make_person())
    token = links.signed(PURPOSE, change.pk)
    yield ("confirm_address", "an open change"), reverse("confirm_address", args=[token])
    yield ("confirm_address", "a link cut short"), reverse("confirm_address", args=[token[:-4]])
