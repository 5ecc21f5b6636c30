"""Items of an agenda at the desk: typed, added, edited, copied, cancelled, restored, removed."""

from datetime import time
from typing import Any

import pytest
from django.test import Client

from members.models import Person
from tests.factories import make_document, make_person, make_staff
from tests.visits.manage.agenda.conftest import AGENDA, SCRIPT
from visits.actions.agenda_items import edit_item
from visits.models import AgendaDay, AgendaItem, Meeting

pytestmark = pytest.mark.django_db

NO_SPEAKERS = {"speakers-TOTAL_FORMS": "0", "speakers-INITIAL_FORMS": "0"}


def whole(item: AgendaItem, **words: Any) -> dict[str, Any]:
    """What the form of an item sends, but for what is given otherwise."""
    sent = {
        "title": item.title,
        "kind": item.kind,
        "starts": f"{item.starts:%H:%M}",
        "ends": f"{item.ends:%H:%M}",
        "version": str(item.version),
    }
    return sent | NO_SPEAKERS | words


def typed(client: Client, day: AgendaDay, **sent: str) -> AgendaItem:
    client.post(f"{AGENDA}days/{day.pk}/items/", sent)
    return AgendaItem.objects.latest("pk")


def test_lines_are_typed_one_after_another(
    client: Client, secretary: Person, tuesday: AgendaDay
) -> None:
    first = typed(client, tuesday, starts="9:00", title="Welcome")
    second = typed(client, tuesday, starts="", title="Coffee")
    third = typed(client, tuesday, starts="", title="14.30-16 Visit of the port")

    assert [(one.starts, one.ends) for one in (first, second, third)] == [
        (time(9), time(10)),
        (time(10), time(10, 30)),
        (time(14, 30), time(16)),
    ]
    assert (second.kind, third.kind, third.title) == ("break", "visit", "Visit of the port")


def test_a_line_is_answered_with_the_next_start_and_its_day(
    client: Client, secretary: Person, tuesday: AgendaDay
) -> None:
    answer = client.post(
        f"{AGENDA}days/{tuesday.pk}/items/", {"title": "12-13.15 Lunch"}, headers=SCRIPT
    )

    page = answer.content.decode()
    assert 'value="13:15"' in page
    assert "Added: Lunch, 12:00–13:15." in page
    assert f'id="day-{tuesday.pk}-typed"' not in page


def test_a_line_that_cannot_be_is_kept(
    client: Client, secretary: Person, tuesday: AgendaDay
) -> None:
    sent = {"starts": "25:99", "title": "Welcome"}
    address = f"{AGENDA}days/{tuesday.pk}/items/"

    by_script = client.post(address, sent, headers=SCRIPT)
    without = client.post(address, sent, follow=True)

    assert "agenda:refused" in by_script["HX-Trigger"]
    assert "is no time of day" in by_script.content.decode()
    assert 'value="Welcome"' in without.content.decode()
    assert not AgendaItem.objects.exists()


def test_an_item_is_edited_with_all_that_hangs_on_it_and_undone_as_one(
    client: Client, secretary: Person, meeting: Meeting, lunch: AgendaItem
) -> None:
    menu, speaker = make_document("Menu", meeting=meeting), make_person("Utrecht cook")
    sent = whole(
        lunch,
        title="Long lunch",
        ends="",
        duration="1:30",
        place="Canteen",
        documents=[menu.pk],
        **{
            "speakers-TOTAL_FORMS": "2",
            "speakers-0-person": str(speaker.pk),
            "speakers-0-name": "Utrecht co",
            "speakers-1-name": "Deputy mayor",
            "speakers-1-city": "Brno",
        },
    )

    client.post(f"{AGENDA}items/{lunch.pk}/", sent)

    lunch.refresh_from_db()
    assert (lunch.title, lunch.ends, lunch.place) == ("Long lunch", time(13, 30), "Canteen")
    assert [str(one) for one in lunch.speakers.all()] == ["Utrecht cook", "Deputy mayor"]
    assert lunch.speakers.last().city.name == "Brno"  # type: ignore[union-attr]
    assert list(lunch.documents.all()) == [menu]

    client.post(f"{AGENDA}undo/")
    lunch.refresh_from_db()
    assert (lunch.title, lunch.speakers.count(), lunch.documents.count()) == ("Lunch", 0, 0)


def test_what_follows_moves_along_where_it_is_asked(
    client: Client, secretary: Person, welcome: AgendaItem, lunch: AgendaItem
) -> None:
    later = {"starts": "9:30", "ends": "10:30", "duration": "1 h"}

    client.post(f"{AGENDA}items/{welcome.pk}/", whole(welcome, **later))
    lunch.refresh_from_db()
    assert lunch.starts == time(12)

    welcome.refresh_from_db()
    sent = whole(welcome, starts="9:45", ends="10:45", moves_following="on")
    client.post(f"{AGENDA}items/{welcome.pk}/", sent)
    lunch.refresh_from_db()
    assert lunch.starts == time(12, 15)


@pytest.mark.parametrize(
    ("ends", "duration", "says"),
    [
        ("", "", "Say when it ends"),
        ("15:00", "30 min", "says otherwise"),
        ("soon", "", "is no time of day"),
        ("", "long", "is no duration"),
    ],
)
@pytest.mark.usefixtures("secretary")
def test_an_end_or_a_duration(
    client: Client, lunch: AgendaItem, ends: str, duration: str, says: str
) -> None:
    sent = whole(lunch, ends=ends, duration=duration)

    page = client.post(f"{AGENDA}items/{lunch.pk}/", sent, headers=SCRIPT).content.decode()

    assert says in page
    lunch.refresh_from_db()
    assert lunch.version == 0


def test_what_was_typed_stands_beside_what_another_saved(
    client: Client, secretary: Person, lunch: AgendaItem
) -> None:
    kept = {name: getattr(lunch, name) for name in ("kind", "starts", "ends", "track")}
    edit_item(
        item=lunch,
        version=0,
        title="Long lunch",
        place="Canteen",
        description="",
        by=make_staff("Brno organiser"),
        **kept,
    )

    address = f"{AGENDA}items/{lunch.pk}/"
    page = client.post(address, whole(lunch, title="My lunch"), headers=SCRIPT).content.decode()

    assert "Brno organiser changed it meanwhile." in page
    assert "<dd>Long lunch</dd>" in page
    assert "<dd>Canteen</dd>" in page
    assert 'value="My lunch"' in page
    # Who has read that, and saves once more, means it.
    lunch.refresh_from_db()
    assert f'name="version" value="{lunch.version}"' in page
    client.post(address, whole(lunch, title="My lunch"))
    lunch.refresh_from_db()
    assert lunch.title == "My lunch"


def test_an_item_is_inserted_and_what_follows_makes_room(
    client: Client, secretary: Person, welcome: AgendaItem, lunch: AgendaItem
) -> None:
    address = f"{AGENDA}days/{lunch.day_id}/items/add/?before={lunch.pk}"
    page = client.get(address).content.decode()
    assert "New item before “Lunch”" in page
    assert 'name="starts" value="12:00"' in page

    sent = {"title": "Talk", "kind": "session", "starts": "12:00", "duration": "45"}
    client.post(address, sent | NO_SPEAKERS | {"moves_following": "on"})

    lunch.refresh_from_db()
    assert (lunch.starts, lunch.ends) == (time(12, 45), time(13, 45))
    assert AgendaItem.objects.get(title="Talk").ends == time(12, 45)


def test_an_item_is_copied_cancelled_restored_and_removed(
    client: Client, secretary: Person, lunch: AgendaItem
) -> None:
    address = f"{AGENDA}items/{lunch.pk}/"

    client.post(f"{address}duplicate/")
    assert AgendaItem.objects.filter(title="Lunch").count() == 2
    page = client.post(f"{address}cancel/", {"reason": "No cook"}, follow=True).content.decode()
    assert "Cancelled: Lunch." in page
    lunch.refresh_from_db()
    assert (lunch.cancel_reason, lunch.cancelled_by) == ("No cook", secretary)
    client.post(f"{address}restore/")
    lunch.refresh_from_db()
    assert lunch.cancelled_at is None
    assert "Remove the item" in client.post(f"{address}remove/").content.decode()
    client.post(f"{address}remove/", {"confirmed": "True", "version": str(lunch.version)})
    assert not AgendaItem.objects.filter(pk=lunch.pk).exists()


def test_its_menu_is_a_page_too(client: Client, secretary: Person, lunch: AgendaItem) -> None:
    page = client.get(f"{AGENDA}items/{lunch.pk}/menu/").content.decode()

    for act in ("before", "after"):
        assert f"/items/add/?{act}={lunch.pk}" in page
    for act in ("move", "shift", "duplicate", "cancel", "remove"):
        assert f"items/{lunch.pk}/{act}/" in page
