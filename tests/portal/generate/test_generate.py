"""manage.py generate: small networks, in which all that holds of large ones must hold as well."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pypdf
import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client

from documents.actions.keeping import remove_document, withdraw_document
from documents.models import Document, DocumentPage, DocumentVersion, PageImage
from members.models import City, GroupMembership, Mandate, Person, Post
from portal.generate.asked import Asked, RefusedError
from portal.generate.network import generate
from tests.factories import sign_in
from visits.models import (
    AgendaItem,
    Attendance,
    Meeting,
    PracticalPart,
    Registration,
    RegistrationSettings,
    Release,
    Speaker,
)

pytestmark = pytest.mark.django_db

PASSWORD = "a password of the demonstration"
TODAY = date(2026, 11, 22)
ALLOWED = "--fill-this-database"


def asked(**numbers: int) -> Asked:
    small = {"people": 24, "cities": 8, "meetings": 40, "documents": 0, "pages": 0, "seed": 1}
    return Asked(**small | numbers, today=TODAY)


def made(**numbers: int) -> Meeting:
    return generate(asked(**numbers), password=PASSWORD, tell=lambda _: None)


@pytest.fixture
def _demo_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)


def run(*words: str) -> list[str]:
    said = StringIO()
    call_command("generate", *words, stdout=said)
    return said.getvalue().splitlines()


# The command -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_demo_password")
def test_the_open_meeting_is_printed_last_and_its_pages_answer(
    client: Client, settings: LazySettings
) -> None:
    numbers = ["--people=60", "--cities=10", "--meetings=5", "--documents=6", "--pages=15"]

    said = run(ALLOWED, *numbers)

    address = said[-1].removeprefix(settings.SITE_URL)
    meeting = Meeting.objects.get(slug=address.split("/")[-2])
    assert address == meeting.get_absolute_url()
    assert any("15 pages" in line for line in said)
    sign_in(client, Person.objects.get(email="rep0011@example.org"))
    document = Document.objects.filter(audience="members", meeting__page_audience="public").first()
    assert document is not None
    pages = ("/", "/meetings/", "/groups/", "/cities/", address, f"{address}agenda/")
    for page in (*pages, document.get_absolute_url()):
        assert client.get(page).status_code == 200, page


@pytest.mark.usefixtures("_demo_password")
def test_it_fills_no_database_that_is_not_for_trying() -> None:
    with pytest.raises(CommandError, match=f"neither the demo .* say {ALLOWED}"):
        run("--people=10", "--cities=10")

    assert not Person.objects.exists()


@pytest.mark.usefixtures("_demo_password")
def test_it_fills_a_database_once() -> None:
    numbers = ["--people=2", "--cities=2", "--meetings=1", "--documents=0", "--pages=0"]
    run(ALLOWED, *numbers)

    with pytest.raises(CommandError, match="generated people here already"):
        run(ALLOWED, *numbers, "--seed=2")

    assert Meeting.objects.count() == 1


def test_without_a_password_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)

    with pytest.raises(CommandError, match="DEMO_PASSWORD is not set"):
        run(ALLOWED)


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ({"cities": 0}, "--cities is 0: choose 1 to 187"),
        ({"cities": 188, "people": 500}, "choose 1 to 187"),
        ({"people": 7}, "--people is 7, with --cities 8: each city needs a coordinator"),
        ({"meetings": 0}, "--meetings is 0"),
        ({"documents": -1}, "--documents is -1"),
        ({"documents": 5, "pages": 4}, "--pages is 4, with --documents 5"),
        ({"pages": 4}, "--pages is 4, with --documents 0"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(numbers: dict[str, int], why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        made(**numbers)

    assert not City.objects.exists()


# What it makes -----------------------------------------------------------------------------------


def test_people_are_spread_evenly_and_each_city_has_one_coordinator() -> None:
    made(people=27, meetings=1)

    held = Post.objects.current(TODAY)
    assert sorted(Counter(held.values_list("city", flat=True)).values()) == [3] * 5 + [4] * 3
    assert set(held.filter(kind="coordinator").values_list("city", flat=True)) == set(
        held.values_list("city", flat=True)
    )
    assert held.filter(kind="coordinator").count() == 8
    assert City.objects.members().count() == 8
    for mandate in Mandate.objects.all():
        assert held.filter(person=mandate.person, city=mandate.city).exists()


def test_each_logs_in_with_the_one_password_which_was_hashed_once(client: Client) -> None:
    made(meetings=1)

    words = {"login": "rep0007@example.org", "password": PASSWORD}
    response = client.post("/accounts/login/", words)

    assert response.status_code == 302
    assert client.get("/my/").status_code == 200
    assert Person.objects.values("password").distinct().count() == 1


def test_one_meeting_to_come_has_thirty_seats_two_a_city_and_is_open() -> None:
    meeting = made()

    settings = RegistrationSettings.objects.get(meeting=meeting)
    assert (settings.way, settings.room_seats, settings.seats_per_city) == ("here", 30, 2)
    assert (settings.approval, settings.approval_of_group) == ("none", "none")
    assert settings.opens_at is not None
    assert settings.closes_at is not None
    assert settings.opens_at.date() < TODAY < settings.closes_at.date()
    assert (meeting.state, meeting.dates, meeting.mode) == ("published", "fixed", "in_person")
    assert meeting.page_audience == "public"
    assert meeting.starts_on is not None
    assert (meeting.starts_on - TODAY).days >= 60
    assert not meeting.registrations.exists()


def test_meetings_are_over_and_to_come_with_all_that_belongs_to_them() -> None:
    made(meetings=120)

    over = Meeting.objects.filter(ends_on__lt=TODAY)
    assert 100 <= over.count() <= 115
    assert {"reported", "published"} <= set(over.values_list("state", flat=True))
    reported = over.filter(state="reported")
    assert reported.filter(report="").count() == 0
    assert reported.filter(attendance__isnull=True).count() == 0
    assert Meeting.objects.exclude(mode="online").filter(host_rows__isnull=True).count() == 0
    published = Meeting.objects.exclude(state="draft").filter(starts_on__isnull=False)
    assert published.filter(releases__isnull=True).count() == 0
    assert Registration.objects.filter(state="confirmed").exists()


def test_files_open_with_as_many_pages_as_are_told_and_stay_when_one_document_goes(
    django_capture_on_commit_callbacks: Any,
) -> None:
    made(documents=3, pages=7)

    versions = DocumentVersion.objects.filter(current_of__isnull=False)
    assert DocumentPage.objects.count() == 7
    for version in versions:
        assert version.is_ready
        with default_storage.open(str(version.file)) as file:
            assert len(pypdf.PdfReader(file).pages) == version.pages.count()
    names = {str(image.file) for image in PageImage.objects.all()}
    assert PageImage.objects.count() == 14
    assert all(default_storage.exists(name) for name in names)
    document = Document.objects.all()[1]  # its file is another one's as well
    withdraw_document(document=document, by=None)
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(document=document, by=None)
    assert all(default_storage.exists(str(version.file)) for version in versions.all())


# Twice -------------------------------------------------------------------------------------------


def contents() -> Iterator[list[Any]]:
    """What was made, without the numbers that the database gives and the hash, which is salted."""
    tables: dict[Any, tuple[str, ...]] = {
        Person: ("name", "email", "languages", "created_at"),
        Post: ("person__email", "city__slug", "kind", "title", "starts_on", "ends_on"),
        GroupMembership: ("person__email", "group__slug", "starts_on"),
        Meeting: (
            *("slug", "title", "state", "starts_on", "month_on", "introduction", "report"),
            *("published_at", "created_at", "follows__slug", "page_audience"),
        ),
        AgendaItem: ("uid", "title", "day__on", "place"),
        Speaker: ("item__uid", "name", "person__email", "role"),
        Release: ("meeting__slug", "made_at"),
        PracticalPart: ("meeting__slug", "text"),
        Attendance: ("meeting__slug", "city__slug", "person__email", "on"),
        Registration: ("meeting__slug", "person__email", "registered_at"),
        Document: ("title", "meeting__slug", "item__uid", "audience", "created_at"),
        DocumentPage: ("version__document__title", "number", "text"),
    }
    for model, fields in tables.items():
        yield sorted(map(repr, model.objects.values_list(*fields)))


def made_and_undone(seed: int) -> list[list[Any]]:
    with transaction.atomic():
        made(seed=seed, documents=4, pages=8)
        found = list(contents())
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_network_and_another_makes_another() -> None:
    first = made_and_undone(1)

    assert all(first)
    assert made_and_undone(1) == first
    assert all(one != other for one, other in zip(made_and_undone(2)[1:], first[1:], strict=True))
