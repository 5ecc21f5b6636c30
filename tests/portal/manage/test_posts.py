"""The secretariat ends posts and moves people between cities: what changes for who moves, and what does not."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.formats import date_format

from documents.models import Document
from members.models import City, Group, Person, Post
from members.reader import Reader
from portal.models import Message
from tests.factories import (
    make_attendance,
    make_city,
    make_document,
    make_group,
    make_group_membership,
    make_mandate,
    make_meeting,
    make_person,
    make_post,
    make_reported,
    make_staff,
    sign_in,
)
from tests.pages import Page, read
from tests.personas import today, yesterday
from visits.models import Attendance, Meeting, Organiser

pytestmark = pytest.mark.django_db


@dataclass
class Mover:
    """A coordinator of Utrecht who chairs, belongs, organises and has attended, and is to move to Riga."""

    person: Person
    post: Post
    riga: City
    group: Group
    attended: Meeting
    organised: Meeting

    def sees(self) -> dict[str, bool]:
        """What the person can do and read today."""
        reader = Reader(person=Person.objects.get(pk=self.person.pk))
        opened = set(Document.objects.openable_by(reader).values_list("title", flat=True))
        return {
            "is a member": reader.is_member,
            "decides for Utrecht": self.post.city_id in reader.coordinated_city_ids,
            "decides for Riga": self.riga.pk in reader.coordinated_city_ids,
            "has a place in the group": self.group.pk in reader.joined_group_ids,
            "chairs the group": self.group.pk in reader.chaired_group_ids,
            "prepares the meeting in Utrecht": Meeting.objects.prepared_by(reader)
            .filter(pk=self.organised.pk)
            .exists(),
            **{f"reads what is for {title}": title in opened for title in TITLES},
        }


TITLES = ("members", "the group", "editors", "participants of what was attended")


@pytest.fixture
def mover() -> Mover:
    utrecht, riga, group = make_city("Utrecht"), make_city("Riga"), make_group("Urban farming")
    person = make_person("Utrecht coordinator")
    post = make_post(person=person, city=utrecht, kind=Post.Kind.COORDINATOR)
    attended = make_reported("Attended", lead_group=make_group())
    organised = make_meeting("To come", hosts=(utrecht,), lead_group=make_group())
    make_group_membership(person=person, group=group)
    make_mandate(group=group, city=utrecht, person=person)
    make_attendance(meeting=attended, city=utrecht, person=person)
    Organiser.objects.create(meeting=organised, person=person)
    make_document("members", meeting=attended)
    make_document("the group", group=group, audience="group")
    make_document("editors", meeting=organised, audience="editors")
    make_document(TITLES[3], meeting=attended, audience="participants")
    return Mover(person, post, riga, group, attended, organised)


@pytest.fixture
def staff(client: Client) -> Client:
    return sign_in(client, make_staff("Secretariat"))


def send(client: Client, post: Post, **fields: object) -> Page:
    given = {"when": "at_once", "kind": "representative", "title": "", "city": ""} | fields
    return Page(client.post(f"/manage/posts/{post.pk}/", given, follow=True))


def test_who_moves_sees_exactly_this_change(staff: Client, mover: Mover) -> None:
    before = mover.sees()
    assert before == dict.fromkeys(before, True) | {"decides for Riga": False}

    page = send(staff, mover.post, city=mover.riga.pk, title="Adviser")

    begins = date_format(today(), "j F Y")
    assert f"Utrecht coordinator represents Riga from {begins} on." in page.text
    after = mover.sees()
    assert {name for name in before if before[name] != after[name]} == {
        "decides for Utrecht",
        "has a place in the group",
        "chairs the group",
        "prepares the meeting in Utrecht",
        "reads what is for the group",
        "reads what is for editors",
    }
    assert read(sign_in(Client(), mover.person), "/my/city/").headings[0] == "Riga"


def test_what_was_attended_stays_noted_for_the_old_city(staff: Client, mover: Mover) -> None:
    send(staff, mover.post, city=mover.riga.pk)

    assert Attendance.objects.get().city == mover.post.city
    posts = Post.objects.order_by("starts_on").values_list("city__name", "starts_on", "ends_on")
    (_utrecht, _since, until), in_riga = posts
    assert until == yesterday()
    assert in_riga == ("Riga", today(), None)


def test_the_old_city_keeps_its_seat_and_is_asked_who_holds_it(staff: Client, mover: Mover) -> None:
    heir = make_person("Utrecht officer", city=mover.post.city)
    mandate = mover.group.mandates.get()

    send(staff, mover.post, **{"city": mover.riga.pk, f"mandate-{mandate.pk}": heir.pk})

    assert mover.group.mandates.current().get().person == heir
    assert not mover.organised.organisers.exists()


def test_one_letter_tells_of_a_move(staff: Client, mover: Mover) -> None:
    send(staff, mover.post, city=mover.riga.pk)

    message = Message.objects.get()
    assert message.subject.endswith("on you represent Riga")
    assert "Secretariat noted that you move from Utrecht to Riga." in message.text


def test_a_move_to_come_changes_nothing_yet(staff: Client, mover: Mover) -> None:
    day = today() + timedelta(days=20)
    before = mover.sees()

    send(staff, mover.post, city=mover.riga.pk, when="on_a_day", day=str(day))

    changed = {name for name, can in mover.sees().items() if can != before[name]}
    # Who will be gone when the meeting comes does not prepare it.
    assert changed == {"prepares the meeting in Utrecht", "reads what is for editors"}
    assert mover.person.posts.get(city=mover.riga).starts_on == day + timedelta(days=1)


def test_a_coordinator_there_decides_there(staff: Client, mover: Mover) -> None:
    send(staff, mover.post, city=mover.riga.pk, kind="coordinator")

    assert mover.sees()["decides for Riga"]


def test_a_move_to_a_city_of_a_post_already_held_changes_nothing(
    staff: Client, mover: Mover
) -> None:
    make_post(person=mover.person, city=mover.riga)
    before = mover.sees()

    page = send(staff, mover.post, city=mover.riga.pk)

    assert "has a post in this city in these days already" in page.text
    assert mover.sees() == before
    assert not Message.objects.exists()


def test_a_post_only_ends_where_no_city_is_chosen(staff: Client, mover: Mover) -> None:
    page = send(staff, mover.post)

    assert "The post of Utrecht coordinator in Utrecht is over." in page.text
    assert not mover.sees()["is a member"]
    assert Message.objects.get().name == "post_ended"


def test_the_own_city_and_cities_that_left_cannot_be_chosen(staff: Client, mover: Mover) -> None:
    left = make_city("Left", is_member=False)

    for city in (mover.post.city, left):
        assert "Select a valid choice." in send(staff, mover.post, city=city.pk).text

    assert mover.sees()["decides for Utrecht"]


def test_staff_name_the_next_contact(staff: Client, mover: Mover) -> None:
    group, other = make_group("Night mayors", staff_contact=mover.person), make_staff("Second")
    assert "Staff contact of Night mayors" in read(staff, f"/manage/posts/{mover.post.pk}/").text

    send(staff, mover.post, **{f"group_contact-{group.pk}": other.pk})

    group.refresh_from_db()
    assert group.staff_contact == other
