"""The addresses behind the rows of portal/access/invitations.py."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from members.actions import access, invitations
from members.models import InvitationBatch
from portal.lib import links
from tests.personas import Cast
from tests.ways_in import make_access_request, make_invitation

Key = tuple[str, str]
WITHOUT_RECORDS = (
    "my_invitations",
    "my_invite",
    "manage_invitations",
    "manage_invite",
    "manage_people",
    "manage_people_import",
    "manage_requests",
    "ask_access",
    "ask_access_done",
)


def of_invitations(cast: Cast) -> Iterator[tuple[Key, str]]:
    for name in WITHOUT_RECORDS:
        yield (name, ""), reverse(name)
    batch = InvitationBatch.objects.create(invited_by=cast.person("coordinator"))
    for name in ("my_invitation_batch", "manage_invitation_batch"):
        yield (name, "of the coordinator"), reverse(name, args=[batch.pk])
    yield from requests(cast)
    yield from by_link(cast)


def requests(cast: Cast) -> Iterator[tuple[Key, str]]:
    waiting = make_access_request("waiting@x.org", city=cast.city)
    passed = make_access_request("passed@x.org", city=cast.city, to_staff_at=timezone.now())
    yield ("my_request", "to the coordinator's city"), reverse("my_request", args=[waiting.pk])
    for situation, asked in (
        ("that waits for the city", waiting),
        ("that passed to staff", passed),
    ):
        yield ("manage_request", situation), reverse("manage_request", args=[asked.pk])


def by_link(cast: Cast) -> Iterator[tuple[Key, str]]:
    now = timezone.now()
    open_one = make_invitation("open@x.org", city=cast.city)
    withdrawn = make_invitation("withdrawn@x.org", city=cast.city, withdrawn_at=now)
    asked = make_access_request("asked@x.org", city=cast.city, confirmed_at=None, to_staff_at=None)
    for name, situation, token in (
        ("invitation", "that is open", links.signed(invitations.PURPOSE, open_one.pk, 1)),
        ("invitation", "that was withdrawn", links.signed(invitations.PURPOSE, withdrawn.pk, 1)),
        ("invitation", "cut short", "WzE"),
        ("confirm_access", "not confirmed yet", links.signed(access.PURPOSE, asked.pk)),
        ("confirm_access", "of nothing any more", links.signed(access.PURPOSE, 2_000_000_000)),
        ("confirm_access", "cut short", "WzE"),
    ):
        yield (name, situation), reverse(name, args=[token])
