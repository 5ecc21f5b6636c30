"""Merging two records of one city."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from documents.models import Download
from members.actions.cities import load_cities
from members.models import AccessRequest, City, CityMembership, Invitation, Mandate, Post
from portal.merging.cities import Merged, merge_cities
from portal.models import LogEntry
from tests.cities import make_former_address, make_picture
from tests.factories import (
    LONG_AGO,
    make_attendance,
    make_city,
    make_day,
    make_document,
    make_group,
    make_item,
    make_mandate,
    make_meeting,
    make_person,
    make_post,
    make_staff,
)
from tests.racing import race
from tests.registrations import make_registration
from tests.ways_in import make_access_request, make_domain, make_group_request, make_invitation
from visits.models import Attendance, MeetingHost, Speaker

pytestmark = pytest.mark.django_db


def two() -> tuple[City, City]:
    """The record that goes and the one that stays."""
    return make_city("Nuremberg", country_code="DE"), make_city("Nürnberg", country_code="DE")


def merge(gone: City, kept: City, **how: bool) -> Merged:
    return merge_cities(gone=gone, kept=kept, by=None, **how)


def counts(merged: Merged) -> dict[str, tuple[int, int]]:
    return {
        rule.path: (moved.moved, moved.overlapping)
        for rule, moved in merged.parts
        if moved.moved or moved.overlapping
    }


def test_all_that_refers_to_it_moves_and_the_record_goes() -> None:
    gone, kept = two()
    person = make_person(city=gone)
    meeting = make_meeting(hosts=(gone,))
    make_attendance(meeting=make_meeting(), city=gone, person=person)
    item = make_item(day=make_day(meeting=meeting))
    Speaker.objects.create(item=item, person=person, city=gone)
    version = make_document(meeting=meeting).current
    assert version is not None
    Download.objects.create(version=version, person=person, city=gone)
    make_mandate(group=make_group(), city=gone)
    make_domain(gone, "nuremberg.example")
    make_invitation(city=gone)
    make_access_request(city=gone)
    make_group_request(person=person, city=gone)
    make_former_address(gone, "norimberga")
    make_picture(gone)
    make_registration(meeting=make_meeting(), person=person, city=gone)

    merged = merge(gone, kept)

    assert not City.objects.filter(slug="nuremberg").exists()
    assert {path for path, (moved, _) in counts(merged).items() if moved} == {
        rule.path for rule, _ in merged.parts
    } - {"members.CityMembership.city", "members.CityAlias.city"}
    assert (person.posts.get().city, meeting.hosts.get()) == (kept, kept)


def test_its_name_and_addresses_lead_to_the_city_that_stays() -> None:
    gone, kept = two()
    make_former_address(gone, "norimberga")

    merge(gone, kept)

    assert [one.slug for one in kept.former_addresses.all()] == ["norimberga", "nuremberg"]
    assert [one.name for one in kept.aliases.all()] == ["Nuremberg"]


def test_the_name_of_the_city_that_stays_is_no_other_name_of_it() -> None:
    gone, kept = make_city("A", aliases=("B", "C")), make_city("B", aliases=("C",))

    merge(gone, kept)

    assert [one.name for one in kept.aliases.all()] == ["A", "C"]


def test_what_the_city_that_stays_has_not_it_takes_over() -> None:
    gone, kept = two()
    City.objects.filter(pk=gone.pk).update(text="<p>Old.</p>", mailbox="a@x.example", geonames_id=1)
    City.objects.filter(pk=kept.pk).update(text="<p>Its own.</p>")

    merged = merge(gone, kept)

    kept.refresh_from_db()
    assert merged.taken_over == ["mailbox", "geonames_id"]
    assert (kept.text, kept.mailbox, kept.geonames_id) == ("<p>Its own.</p>", "a@x.example", 1)


def test_memberships_that_overlap_are_cut_to_the_days_that_are_left() -> None:
    gone, kept = make_city(is_member=False), make_city(is_member=False)
    CityMembership.objects.create(city=gone, kind="partner", starts_on=date(2010, 1, 1))
    kept_days = {"starts_on": date(2015, 1, 1), "ends_on": date(2019, 12, 31)}
    CityMembership.objects.create(city=kept, **kept_days)

    merged = merge(gone, kept)

    rows = kept.memberships.order_by("starts_on").values_list("kind", "starts_on", "ends_on")
    assert list(rows) == [
        ("partner", date(2010, 1, 1), date(2014, 12, 31)),
        ("full", date(2015, 1, 1), date(2019, 12, 31)),
        ("partner", date(2020, 1, 1), None),
    ]
    assert counts(merged) == {"members.CityMembership.city": (1, 1)}


def test_a_person_with_posts_in_both_keeps_that_in_the_city_that_stays() -> None:
    gone, kept = two()
    both, other = make_person(), make_person(city=gone)
    make_post(person=both, city=gone, kind="coordinator", starts_on=LONG_AGO)
    make_post(person=both, city=kept, starts_on=date(2020, 1, 1))

    merged = merge(gone, kept)

    rows = Post.objects.filter(person=both).order_by("starts_on")
    assert [(row.city, row.kind, row.ends_on) for row in rows] == [
        (kept, "coordinator", date(2019, 12, 31)),
        (kept, "representative", None),
    ]
    assert other.posts.get().city == kept
    assert counts(merged)["members.Post.city"] == (2, 1)
    (_, moved), *_ = [part for part in merged.overlaps if part[0].path == "members.Post.city"]
    assert moved.which == [f"{both.name}, Nuremberg, 1 January 2010"]


def test_a_post_that_the_other_covers_goes() -> None:
    gone, kept = two()
    person = make_person(city=kept)
    make_post(person=person, city=gone, ends_on=date(2020, 1, 1))

    assert counts(merge(gone, kept))["members.Post.city"] == (0, 1)
    assert person.posts.get().city == kept


def test_the_same_seat_of_both_is_that_of_the_city_that_stays() -> None:
    gone, kept = two()
    group = make_group()
    make_mandate(group=group, city=gone)
    make_mandate(group=group, city=kept, starts_on=date(2020, 1, 1))
    make_mandate(group=group, city=gone, kind="vice_chair")

    merge(gone, kept)

    rows = Mandate.objects.order_by("kind", "starts_on").values_list("kind", "ends_on", "city")
    assert list(rows) == [
        ("chair", date(2019, 12, 31), kept.pk),
        ("chair", None, kept.pk),
        ("vice_chair", None, kept.pk),
    ]


def test_a_meeting_hosted_and_attended_by_both_names_the_city_once() -> None:
    gone, kept = two()
    meeting = make_meeting(hosts=(gone, kept))
    person, day = make_person(), date(2026, 2, 23)
    for city in (gone, kept):
        make_attendance(meeting=meeting, city=city)
        make_attendance(meeting=meeting, city=city, person=person, on=day)
    make_attendance(meeting=meeting, city=gone, person=person, on=day + timedelta(days=1))

    merged = merge(gone, kept)

    assert counts(merged) | {"members.CityMembership.city": (0, 1)} == {
        "members.CityMembership.city": (0, 1),
        "visits.MeetingHost.city": (0, 1),
        "visits.Attendance.city": (1, 2),
    }
    assert MeetingHost.objects.get().city == kept
    assert set(Attendance.objects.values_list("city", flat=True)) == {kept.pk}


def test_of_two_open_invitations_and_requests_one_is_left_open() -> None:
    gone, kept = two()
    for city in (gone, kept):
        make_invitation("a@x.example", city=city)
        make_access_request("b@x.example", city=city)
    make_invitation("a@x.example", city=gone, withdrawn_at=timezone.now())

    merge(gone, kept)

    assert Invitation.objects.filter(city=kept).count() == 3
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1
    answers = AccessRequest.objects.filter(city=kept).values_list("answer", flat=True)
    assert sorted(answers) == ["", "taken_back"]


def test_the_picture_of_the_city_that_stays_is_shown_and_the_files_of_the_other_go(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    gone, kept = two()
    make_picture(gone, alt="Gone")
    make_picture(kept, alt="Kept")
    files = [str(picture.file.name) for picture in gone.pictures.all()]

    with django_capture_on_commit_callbacks(execute=True):
        merge(gone, kept)

    kept.refresh_from_db()
    assert (kept.picture_alt, kept.pictures.count()) == ("Kept", 2)
    assert not any(default_storage.exists(name) for name in files)
    assert all(default_storage.exists(str(one.file.name)) for one in kept.pictures.all())


def test_a_picture_that_moves_keeps_its_files(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    gone, kept = two()
    make_picture(gone, alt="A shield")

    with django_capture_on_commit_callbacks(execute=True):
        merge(gone, kept)

    kept.refresh_from_db()
    assert kept.picture_alt == "A shield"
    assert all(default_storage.exists(str(one.file.name)) for one in kept.pictures.all())


def test_looking_tells_the_same_and_changes_nothing() -> None:
    gone, kept = two()
    make_person(city=gone)

    seen = merge(gone, kept, is_dry_run=True)

    assert counts(seen)["members.Post.city"] == (1, 0)
    assert gone.posts.count() == 1
    assert not LogEntry.objects.exists()
    assert counts(merge(gone, kept)) == counts(seen)


def test_it_is_logged_with_numbers_alone() -> None:
    gone, kept = two()
    staff, number = make_staff(), gone.pk
    make_person(city=gone)

    merge_cities(gone=gone, kept=kept, by=staff)

    entry = LogEntry.objects.get(verb="merge_cities")
    assert (entry.actor_id, entry.subject_id) == (staff.pk, kept.pk)
    assert entry.facts == {"gone": number, "moved": {"members.Post.city": 1}}


def test_a_city_is_not_merged_with_itself_or_with_one_that_is_gone() -> None:
    gone, kept = two()
    with pytest.raises(ValidationError, match="not merged with itself"):
        merge(kept, kept)

    merge(gone, kept)
    with pytest.raises(ValidationError, match="somebody merged it already"):
        merge(gone, kept)


def test_a_city_of_the_list_that_was_merged_does_not_come_back() -> None:
    load_cities()
    gone, kept = City.objects.get(slug="utrecht"), City.objects.get(slug="rotterdam")

    merge(gone, kept)

    assert load_cities().cities == 0


@pytest.mark.django_db(transaction=True)
def test_of_many_who_merge_at_once_in_both_directions_one_does() -> None:
    gone, kept = two()
    make_person(city=gone)
    ways = iter([(gone, kept), (kept, gone)] * 3)

    done = race(lambda: merge(*next(ways)), times=6)

    assert [isinstance(each, ValidationError) for each in done].count(True) == 5
    assert City.objects.filter(country_code="DE").count() == 1
    assert Post.objects.count() == 1
