"""``manage.py import_people``: what it says, and that nothing is kept on a dry run or with a fault."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from members.models import Person
from portal.models import LogEntry
from tests.factories import make_city, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(tmp_path: Path) -> Path:
    make_city("Malmö")
    path = tmp_path / "people.csv"
    path.write_bytes("name;email;city\nÅsa Öberg;asa@x.org;Malmö\n".encode("latin-1"))
    return path


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("import_people", *arguments, stdout=out)
    return out.getvalue()


def test_a_dry_run_then_the_import_then_nothing_new(people: Path) -> None:
    dry = told(str(people), "--dry-run")
    assert "Line 2: Åsa Öberg: new, post in Malmö." in dry
    assert "This was a dry run" in dry
    assert not Person.objects.exists()

    assert told(str(people)).endswith("1 added, 0 changed, 0 as they were.\n")
    assert told(str(people)) == "0 added, 0 changed, 1 as they were.\n"


def test_in_whose_name(people: Path) -> None:
    staff = make_staff()

    told(str(people), "--by", str(staff.email))

    assert LogEntry.objects.get(verb="import_people").actor_id == staff.pk
    with pytest.raises(CommandError, match="Nobody here has"):
        told(str(people), "--by", "nobody@example.org")


def test_a_fault_keeps_all_out(people: Path) -> None:
    people.write_text("name,email,city\nAnna,,Malmö\nBo,rubbish,Malmö\n", encoding="utf-8")

    with pytest.raises(CommandError, match="1 of 2 lines have faults, so nothing was imported"):
        told(str(people))

    assert not Person.objects.exists()


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        told(str(tmp_path / "missing.csv"))
    (tmp_path / "none.csv").write_text("colour\nred\n")
    with pytest.raises(CommandError, match="Nothing was imported"):
        told(str(tmp_path / "none.csv"))
