"""What will happen to each entry of a list, for staff and for coordinators."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members import invitees
from members.models import City, Person, Post
from members.reader import Reader
from members.screening import Asked, Outcome, Verdict, screen
from tests.factories import make_city, make_group, make_person, make_post, make_staff
from tests.ways_in import make_coordinator, make_domain, make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def utrecht() -> City:
    return make_city("Utrecht")


@pytest.fixture
def staff() -> Reader:
    return Reader(person=make_staff())


def look(text: str, reader: Reader, **asked: Any) -> list[Verdict]:
    return screen(invitees.read(text).invitees, Asked(**asked), reader)


def one(text: str, reader: Reader, **asked: Any) -> tuple[Outcome, str]:
    (verdict,) = look(text, reader, **asked)
    return verdict.outcome, verdict.reason


def make_known(email: str, city: City, **fields: Any) -> Person:
    return make_person("Anna", email=email, city=city, password="a password", **fields)


def test_a_new_address_is_invited(utrecht: City, staff: Reader) -> None:
    group = make_group("Night")

    (verdict,) = look(
        "Anna <a@x.org>", staff, city=utrecht, kind=Post.Kind.COORDINATOR, groups=(group,)
    )

    assert verdict.is_invited
    assert (verdict.city, verdict.kind, verdict.groups) == (utrecht, "coordinator", (group,))
    assert verdict.reason == ""


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("rubbish", "it has no @"),
        ("a@x", "mistyped"),
        ("=HYPERLINK(1) <a@x.org>", "as a formula does"),
        ("www.evil.example <a@x.org>", "a link or a tag"),
        ("email,name\na@x.org," + "x" * 161, "longer than 160"),
        ("email,title\na@x.org,+1", "job title cannot be taken"),
        ("email,name\na@x.org,A,B", "more cells"),
        ("email,role\na@x.org,king", "is no role here"),
        ("email,city\na@x.org,Atlantis", "No member city is called “Atlantis”"),
        ("email,groups\na@x.org,Nobody's", "no open working group “Nobody's”"),
    ],
)
def test_what_cannot_be_invited_says_why(
    utrecht: City, staff: Reader, entry: str, why: str
) -> None:
    outcome, reason = one(entry, staff, city=utrecht)

    assert outcome == Outcome.LEFT
    assert why in reason


def test_an_address_twice_names_the_line(utrecht: City, staff: Reader) -> None:
    verdicts = look("a@x.org\nA <A@X.org>\nb@x.org b@x.org", staff, city=utrecht)

    assert [each.reason for each in verdicts if not each.is_invited] == [
        "Line 1 has this address already.",
        "Line 3 has this address already.",
    ]
    assert sum(each.is_invited for each in verdicts) == 2


def test_one_address_for_two_cities_is_two_invitations(utrecht: City, staff: Reader) -> None:
    make_city("Brno")

    verdicts = look("email,city\na@x.org,Utrecht\na@x.org,Brno\n", staff)

    assert all(each.is_invited for each in verdicts)


def test_who_is_there_is_not_invited_again(utrecht: City, staff: Reader) -> None:
    make_known("a@x.org", utrecht)

    assert one("a@x.org", staff, city=utrecht) == (
        Outcome.LEFT,
        "Anna represents this city already, and has an account.",
    )


def test_who_is_there_without_an_account_is_invited(utrecht: City, staff: Reader) -> None:
    person = make_person(email="a@x.org", city=utrecht)

    (verdict,) = look("a@x.org", staff, city=utrecht)

    assert verdict.is_invited
    assert verdict.person == person


def test_an_open_invitation_is_not_repeated(utrecht: City, staff: Reader) -> None:
    now = timezone.now()
    make_invitation("a@x.org", city=utrecht)
    make_invitation("b@x.org", city=utrecht, expires_at=now - timedelta(days=1))
    make_invitation("c@x.org", city=utrecht, withdrawn_at=now)
    make_invitation("d@x.org", city=make_city())

    verdicts = look("a@x.org b@x.org c@x.org d@x.org", staff, city=utrecht)

    assert [each.is_invited for each in verdicts] == [False, False, True, True]
    assert "already" in verdicts[0].reason
    assert "send it again" in verdicts[1].reason


def test_a_second_post_needs_a_yes_of_staff(utrecht: City, staff: Reader) -> None:
    make_known("a@x.org", make_city("Brno"))

    without = one("a@x.org", staff, city=utrecht)
    with_yes = one("a@x.org", staff, city=utrecht, second_posts=True)

    assert without == (
        Outcome.ASK,
        "Holds a post in Brno. Say below that a second one is meant.",
    )
    assert with_yes == (Outcome.INVITED, "Holds a post in Brno, and gets a second one.")


def test_a_closed_account_is_not_invited_by_staff(utrecht: City, staff: Reader) -> None:
    make_person(email="a@x.org", is_active=False)

    assert "closed" in one("a@x.org", staff, city=utrecht)[1]


def test_a_city_that_is_no_member_cannot_be_invited_to(staff: Reader) -> None:
    make_city("Oslo", is_member=False)

    assert "No member city" in one("email,city\na@x.org,Oslo", staff)[1]


def test_without_a_city_nobody_is_invited(staff: Reader) -> None:
    assert "No city is named" in one("a@x.org", staff)[1]


def test_a_name_of_two_cities_asks_for_the_country(staff: Reader) -> None:
    make_city("Halle", country="Germany", country_code="DE")
    make_city("Halle", slug="halle-be", country="Belgium", country_code="BE")

    assert "Several cities" in one("email,city\na@x.org,Halle", staff)[1]
    assert one("email,city\na@x.org,Halle Belgium", staff)[0] == Outcome.INVITED


def test_an_office_is_given_once(staff: Reader) -> None:
    make_person("Bo", email="b@x.org", office=Person.Office.STAFF)

    verdicts = look("a@x.org b@x.org", staff, office=Person.Office.STAFF)

    assert [each.is_invited for each in verdicts] == [True, False]
    assert verdicts[0].city is None


# Coordinators -------------------------------------------------------------------------------------


def test_a_coordinator_invites_to_the_own_city_only(utrecht: City) -> None:
    make_city("Brno")
    reader = Reader(person=make_coordinator(utrecht))

    verdicts = look("email,city\na@x.org,Utrecht\nb@x.org,Brno\n", reader)

    assert [each.is_invited for each in verdicts] == [True, False]
    assert "You cannot invite for Brno" in verdicts[1].reason


def test_a_coordinator_invites_addresses_of_the_citys_domains(utrecht: City) -> None:
    make_domain(utrecht, "utrecht.example")
    reader = Reader(person=make_coordinator(utrecht))

    verdicts = look(
        "a@utrecht.example b@works.utrecht.example c@notutrecht.example", reader, city=utrecht
    )

    assert [each.is_invited for each in verdicts] == [True, True, False]
    assert "no address of Utrecht (utrecht.example)" in verdicts[2].reason


def test_staff_are_told_of_a_foreign_domain_and_may(utrecht: City, staff: Reader) -> None:
    make_domain(utrecht, "utrecht.example")

    outcome, reason = one("a@elsewhere.example", staff, city=utrecht)

    assert outcome == Outcome.INVITED
    assert "no address of Utrecht" in reason


def test_an_international_domain_is_known_in_both_spellings() -> None:
    city = make_city("München")
    make_domain(city, "münchen.example")
    reader = Reader(person=make_coordinator(city))

    verdicts = look("a@xn--mnchen-3ya.example", reader, city=city)

    assert verdicts[0].is_invited


def test_a_coordinator_learns_nothing_about_people_of_other_cities(utrecht: City) -> None:
    """Known elsewhere, closed, invited elsewhere or unknown: the same verdict after the same queries."""
    make_known("known@x.org", make_city("Brno"))
    make_known("closed@x.org", make_city(), is_active=False)
    make_invitation("invited@x.org", city=make_city())
    reader = Reader(person=make_coordinator(utrecht))
    assert reader.coordinated_city_ids

    said, asked = set(), set()
    for email in ("known@x.org", "closed@x.org", "invited@x.org", "unknown@x.org"):
        with CaptureQueriesContext(connection) as queries:
            said.add(one(email, reader, city=utrecht))
        asked.add(len(queries))

    assert said == {(Outcome.INVITED, "")}
    assert len(asked) == 1


def test_a_list_asks_as_often_with_one_entry_as_with_many(utrecht: City, staff: Reader) -> None:
    for number in range(30):
        person = make_person(email=f"p{number}@x.org", city=make_city())
        make_post(person=person, city=make_city())
        make_invitation(f"i{number}@x.org", city=utrecht)
    text = "\n".join(f"p{number}@x.org i{number}@x.org" for number in range(30))

    with CaptureQueriesContext(connection) as few:
        look("p0@x.org i0@x.org", staff, city=utrecht)
    with CaptureQueriesContext(connection) as many:
        look(text, staff, city=utrecht)

    assert len(few) == len(many) <= 6
