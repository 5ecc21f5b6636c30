from datetime import date

import pytest

from members import city_table
from members.actions.city_import import Imported, import_cities
from members.models import City, CityMembership
from portal.lib import tables
from portal.models import LogEntry
from tests.factories import make_city, make_staff
from tests.ways_in import make_domain

pytestmark = pytest.mark.django_db

HEAD = ",".join(city_table.COLUMNS)
TROMSO = "Tromsø,NO,Norway,69.6492,18.9553,Europe/Oslo,associate,2015-01-31,,tromso.example;fylke.example,post@tromso.example,Romsa;Tromssa,Arctic."


def run(*lines: str, head: str = HEAD, is_dry_run: bool = False) -> Imported:
    text = "\n".join([head, *lines]) + "\n"
    return import_cities(lines=city_table.read(text), is_dry_run=is_dry_run, by=None)


def faults(imported: Imported) -> list[tuple[int, str, str]]:
    return [
        (outcome.line.number, fault.column, fault.sentence)
        for outcome in imported.outcomes
        for fault in outcome.line.faults
    ]


def test_a_new_city_comes_with_all_that_its_line_says() -> None:
    imported = run(TROMSO)

    city = City.objects.get()
    assert (imported.added, imported.changed, imported.is_kept) == (1, 0, True)
    assert (city.slug, city.time_zone, city.mailbox) == (
        "tromso",
        "Europe/Oslo",
        "post@tromso.example",
    )
    assert city.text == "<p>Arctic.</p>"
    assert [one.domain for one in city.domains.all()] == ["fylke.example", "tromso.example"]
    assert [one.name for one in city.aliases.all()] == ["Romsa", "Tromssa"]
    membership = city.memberships.get()
    assert (membership.kind, membership.starts_on) == ("associate", date(2015, 1, 31))


def test_twice_is_once_and_writes_nothing_again() -> None:
    run(TROMSO)
    logged = LogEntry.objects.count()

    again = run(TROMSO)

    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    assert LogEntry.objects.count() == logged + 1  # that a list was imported
    assert (City.objects.count(), CityMembership.objects.count()) == (1, 1)


def test_a_known_city_is_changed_in_place_and_empty_cells_change_nothing() -> None:
    make_city("Tromsø", country_code="NO", text="<p>Kept.</p>", mailbox="old@tromso.example")
    head = "name,country_code,mailbox,text"

    imported = run("TROMSO,no,new@tromso.example,", head=head)

    city = City.objects.get()
    assert imported.outcomes[0].changed == ["mailbox"]
    assert (city.name, city.mailbox, city.text) == (
        "Tromsø",
        "new@tromso.example",
        "<p>Kept.</p>",
    )


def test_a_city_is_known_by_another_of_its_names() -> None:
    make_city("Tromsø", country_code="NO", aliases=("Romsa",))

    imported = run("Romsa,NO,a@romsa.example", head="name,country_code,mailbox")

    assert (imported.added, imported.changed) == (0, 1)


def test_a_name_of_two_cities_is_a_fault() -> None:
    for name in ("Halle", "Hall"):
        make_city(name, aliases=("Hala",))

    imported = run("Hala,NL", head="name,country_code")

    assert faults(imported) == [(2, "name", "Both Hall and Halle go by it: write the name itself.")]


def test_a_membership_of_the_same_day_is_corrected_and_another_is_added() -> None:
    head = "name,country_code,membership,since,until"
    make_city("Brno", is_member=False)

    run("Brno,NL,associate,2015-01-01,", head=head)
    run("Brno,NL,full,2015-01-01,2019-12-31", head=head)
    run("Brno,NL,partner,2021-01-01,", head=head)

    rows = CityMembership.objects.order_by("starts_on").values_list("kind", "starts_on", "ends_on")
    assert list(rows) == [
        ("full", date(2015, 1, 1), date(2019, 12, 31)),
        ("partner", date(2021, 1, 1), None),
    ]


def test_a_dry_run_says_the_same_and_keeps_nothing() -> None:
    imported = run(TROMSO, is_dry_run=True)

    assert (imported.added, imported.is_kept) == (1, False)
    assert not City.objects.exists()
    assert not LogEntry.objects.exists()


def test_one_fault_keeps_the_whole_list_out() -> None:
    imported = run(TROMSO, "Bodø,N,Norway,67.28,14.4,Europe/Oslo,,,,,,,")

    assert not imported.is_kept
    assert not City.objects.exists()


@pytest.mark.parametrize(
    ("line", "column", "sentence"),
    [
        (",NO", "name", "It is empty: write it."),
        ("A,NOR", "country_code", "“NOR” is not two letters, as NL."),
        ("A,NO,Norway,north", "latitude", "“north” is not degrees from -90 to 90, as 52.0908."),
        ("A,NO,Norway,1,181", "longitude", "“181” is not degrees from -180 to 180, as 52.0908."),
        ("A,NO,Norway,1,nan", "longitude", "“nan” is not degrees from -180 to 180, as 52.0908."),
        ("A,NO,N,1,1,CET+1", "time_zone", "“CET+1” is no time zone: write it as Europe/Amsterdam."),
        (
            "A,NO,N,1,1,Europe/Oslo,member,2015-01-01",
            "membership",
            "“member” is no kind of membership: write full, associate or partner.",
        ),
        ("A,NO,N,1,1,Europe/Oslo,full", "since", "Say from which day: write it as 2015-01-31."),
        (
            "A,NO,N,1,1,Europe/Oslo,full,31.1.2015",
            "since",
            "“31.1.2015” is no day: write it as 2015-01-31.",
        ),
        (
            "A,NO,N,1,1,Europe/Oslo,full,2015-02-30",
            "since",
            "“2015-02-30” is no day: write it as 2015-01-31.",
        ),
        (
            "A,NO,N,1,1,Europe/Oslo,full,2015-01-31,2014-01-01",
            "until",
            "It comes before since: correct one of them.",
        ),
        ("A,NO,N,1,1,Europe/Oslo,,,,,nobody", "mailbox", "“nobody” is no e-mail address."),
        ("New,NO,Norway,1,1", "time_zone", "It is a new city, which needs it: write it."),
        (
            "A,NO,N,1,1,Europe/Oslo,,,,gmail.com",
            "domains",
            "Anyone can have an address at gmail.com: it belongs to no city.",
        ),
        (
            "A,NO,N,1,1,Europe/Oslo,,,,,,,text,more",
            "",
            "It has more cells than there are columns: put texts with commas in quotes.",
        ),
    ],
)
def test_a_fault_names_line_column_and_what_to_do(line: str, column: str, sentence: str) -> None:
    assert faults(run(line)) == [(2, column, sentence)]


def test_a_domain_of_another_city_is_a_fault_of_its_line() -> None:
    make_domain(make_city("Utrecht"), "utrecht.example")

    found = faults(run("A,NO,N,1,1,Europe/Oslo,,,,utrecht.example"))

    assert [(line, column) for line, column, _ in found] == [(2, "domains")]
    assert "Utrecht’s" in found[0][2]


def test_the_same_city_twice_is_a_fault_of_the_second_line() -> None:
    found = faults(run(TROMSO, TROMSO.replace("Tromsø", "TROMSØ")))

    assert found == [(3, "name", "Line 2 is about Tromsø already: leave one of them out.")]


def test_overlapping_memberships_are_a_fault() -> None:
    make_city("Brno")
    head = "name,country_code,membership,since"

    found = faults(run("Brno,NL,full,2015-01-01", head=head))

    assert found == [(2, "since", "This city has a membership in these days already.")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name,mailbox\nBrno,x\n", "There is no column country_code"),
        ("name,country_code,colour\nBrno,CZ,red\n", "No column is called colour"),
        ("", "There is no column name, country_code"),
        ("name,country_code\n" + "A,NO\n" * 2001, "at most 2000 are taken at once"),
    ],
)
def test_what_is_no_list_of_cities_is_refused_with_the_columns(text: str, why: str) -> None:
    with pytest.raises(tables.UnreadableTableError, match=why):
        city_table.read(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_spreadsheets_way_of_saving_it_is_read(encoding: str, delimiter: str) -> None:
    rows = [["Name", "Country code", "Mailbox"], ["Tromsø", "NO", "post@tromso.example"]]
    content = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)

    (line,) = city_table.read(tables.decoded(content))

    assert line.values == {
        "name": "Tromsø",
        "country_code": "NO",
        "mailbox": "post@tromso.example",
    }


def test_it_is_logged_by_whom_without_a_name_in_it() -> None:
    staff = make_staff()

    import_cities(lines=city_table.read(f"{HEAD}\n{TROMSO}\n"), is_dry_run=False, by=staff)

    entry = LogEntry.objects.get(verb="import_cities")
    assert (entry.actor_id, entry.facts) == (staff.pk, {"added": 1, "changed": 0})
