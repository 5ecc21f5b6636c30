"""manage.py import_cities"""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from members.models import City
from portal.models import LogEntry
from tests.factories import make_city, make_staff

pytestmark = pytest.mark.django_db

GOOD = "name,country_code,country,latitude,longitude,time_zone\nTromsø,NO,Norway,69.6,18.9,Europe/Oslo\n"


def run(path: Path, *options: str) -> str:
    said = StringIO()
    call_command("import_cities", str(path), *options, stdout=said)
    return said.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cities.csv"
    path.write_text(GOOD, encoding="utf-8-sig")
    return path


def test_it_says_what_it_did(file: Path) -> None:
    make_city("Brno")
    file.write_text(GOOD + "Brno,NL,,,,Europe/Prague\n", encoding="utf-8")
    staff = make_staff()

    said = run(file, "--by", str(staff.email))

    assert said.splitlines() == [
        "Line 2: Tromsø is new.",
        "Line 3: Brno changes: time_zone.",
        "1 added, 1 changed, 0 as they were.",
    ]
    assert LogEntry.objects.get(verb="import_cities").actor_id == staff.pk


def test_a_dry_run_keeps_nothing(file: Path) -> None:
    assert "This was a dry run: nothing is kept." in run(file, "--dry-run")
    assert not City.objects.exists()


def test_a_fault_is_told_by_line_and_column_and_keeps_the_list_out(file: Path) -> None:
    file.write_text(GOOD + "Bodø,N,Norway,67,14,Europe/Oslo\n", encoding="latin-1")

    said = StringIO()
    with pytest.raises(CommandError, match="1 of 2 lines have faults, so nothing was imported"):
        call_command("import_cities", str(file), stdout=said)

    assert "Line 3, country_code: “N” is not two letters, as NL." in said.getvalue()
    assert not City.objects.exists()


@pytest.mark.parametrize(
    ("content", "why"), [(b"a,b\n", "There is no column name"), (b"\0\1", "no text")]
)
def test_what_is_no_list_is_refused(file: Path, content: bytes, why: str) -> None:
    file.write_bytes(content)

    with pytest.raises(CommandError, match=why):
        run(file)


def test_a_file_or_person_that_is_not_there_is_named(file: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.csv cannot be read"):
        run(tmp_path / "nowhere.csv")
    with pytest.raises(CommandError, match="Nobody here has the e-mail address"):
        run(file, "--by", "nobody@example.org")
