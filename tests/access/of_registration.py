"""The addresses behind the rows of portal/access/registration.py."""

from collections.abc import Iterator

from django.urls import reverse

from tests.factories import make_meeting
from tests.personas import Cast
from tests.registrations import make_open_meeting, make_registration, make_settings
from visits.registration.addresses import signed

Key = tuple[str, str]
OWN = (
    "registration_change",
    "registration_substitute",
    "registration_leave",
    "registration_accept",
    "registration_decline",
    "registration_calendar",
)


def of_registration(cast: Cast) -> Iterator[tuple[Key, str]]:
    here = make_open_meeting()
    elsewhere = make_open_meeting(way="elsewhere", link="https://example.org/register")
    for_members = make_open_meeting(page_audience="members")
    draft = make_meeting(lead_group=cast.group, state="draft")
    draft.organisers.create(person=cast.person("organiser"))
    make_settings(draft)
    for situation, slug in (
        ("registration here", here.slug),
        ("registration on another site", elsewhere.slug),
        ("of a meeting for members", for_members.slug),
        ("of a draft", draft.slug),
        ("that does not exist", "no-such-thing"),
    ):
        yield ("register", situation), reverse("register", args=[slug])
        if slug != elsewhere.slug:
            yield ("participants", situation), reverse("participants", args=[slug])
    yield ("my_meetings", ""), reverse("my_meetings")
    joined = make_open_meeting()
    make_registration(meeting=joined, person=cast.person("participant"))
    for name in OWN:
        yield (name, "one's own"), reverse(name, args=[joined.slug])
    guest = make_registration(meeting=here, is_guest=True)
    link = signed(guest)
    ended = signed(make_registration(meeting=here, is_guest=True, state="withdrawn"))
    for situation, text in (
        ("of a guest", link),
        ("of a guest, ended", ended),
        ("cut short", link[:-4]),
    ):
        yield ("registration_link", situation), reverse("registration_link", args=[here.slug, text])
