import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.once import have_cities
from tests.portal.archive.whole import GROUPS
from visits.models import Meeting

pytestmark = pytest.mark.django_db

FOLDER = Path(settings.BASE_DIR) / "tests/archive_pages"
SEED = Path(settings.BASE_DIR) / "portal/demo/milan-2017.txt"


def run(*words: str) -> str:
    said = StringIO()
    call_command("import_archive", *words, stdout=said, stderr=said)
    return said.getvalue()


def test_says_each_fact_with_its_words_and_where_the_page_is() -> None:
    have_cities()

    said = run(str(SEED))

    assert 'visiting city   Białystok  <- line 4: "Bialystok"' in said
    assert (
        'staff contact   Gabriel Jacqmin  <- lines 19, 21: "EUROCITIES staff contact Gabriel Jacqmin"'
        in said
    )
    assert "[1/1] milan-2017.txt: new /meetings/milan-2017-02/" in said


def test_dry_run_says_the_same_and_saves_nothing() -> None:
    have_cities()

    said = run(str(SEED), "--dry-run")

    assert "milan-2017.txt: new /meetings/milan-2017-02/" in said
    assert said.endswith("1 page: 1 new. Dry run: nothing was saved.\n")
    assert not Meeting.objects.exists()


def test_without_cities_it_says_how_to_get_them() -> None:
    with pytest.raises(CommandError, match="load_cities first"):
        run(str(SEED))


def test_a_page_that_cannot_be_read_is_named_and_the_others_are_imported(tmp_path: Path) -> None:
    have_cities()

    with pytest.raises(CommandError, match="1 of 2 pages were not imported"):
        run(str(tmp_path / "gone.txt"), str(SEED))

    assert Meeting.objects.filter(slug="milan-2017-02").exists()


def test_an_unknown_person_is_refused_before_anything_is_read() -> None:
    have_cities()

    with pytest.raises(CommandError, match="Nobody here has the e-mail address"):
        run(str(SEED), "--by", "nobody@example.org")

    assert not Meeting.objects.exists()


def test_a_folder_tells_its_progress_and_ends_with_an_error_when_a_page_was_refused() -> None:
    have_cities()
    said = StringIO()

    with pytest.raises(CommandError, match="4 of 20 pages were not imported"):
        call_command("import_archive", FOLDER, group=list(GROUPS), stdout=said, stderr=said)

    lines = said.getvalue().splitlines()
    progress = [line for line in lines if line.startswith("[")]
    assert progress[0] == "[1/20] porto-unknown-host.txt: not imported"
    assert progress[1] == "[2/20] tampere-2012.txt: new /meetings/tampere-2012-05/"
    assert progress[-1] == "[20/20] tallinn-cancelled.txt: not imported"
    assert lines[1].startswith("  Group or forum, title, first day and host city (or online) must")
    assert lines[-1] == "20 pages: 15 new, 1 updated, 4 not imported."


def test_reports_say_of_every_page_what_was_understood_and_what_not(tmp_path: Path) -> None:
    have_cities()
    text, numbers = tmp_path / "report.txt", tmp_path / "report.json"

    with pytest.raises(CommandError):
        call_command(
            "import_archive",
            FOLDER,
            group=list(GROUPS),
            report=text,
            json=numbers,
            stdout=StringIO(),
        )

    told = text.read_text(encoding="utf-8")
    assert told.startswith(
        "20 pages: 15 new, 1 updated, 4 not imported.\n\nporto-unknown-host.txt:"
    )
    assert (
        "  ? host          missing: No sentence says which known city hosted the meeting." in told
    )
    assert '  host city       Lisbon  <- line 4: "Lisbon"' in told
    report = json.loads(numbers.read_text(encoding="utf-8"))
    assert report["results"] == {"new": 15, "refused": 4, "updated": 1}
    pages = {Path(page["file"]).name: page for page in report["pages"]}
    vienna = pages["gathering-vienna-2016.txt"]
    assert vienna["addresses"][1] == "/meetings/vienna-2016-11-education/"
    assert vienna["understood"]["hosts"] == [{"value": "Vienna", "words": "Vienna", "lines": [3]}]
    assert vienna["understood"]["programme"][0]["value"]["starts"] == "14:00:00"
    assert [problem["about"] for problem in pages["no-year.txt"]["problems"]] == ["year", "dates"]
    assert pages["webinar-2021.txt"]["not_used"][0] == {"line": 1, "text": "Home"}


def test_a_second_run_says_that_nothing_changed() -> None:
    have_cities()
    run(str(SEED))

    assert run(str(SEED.parent / "milan-2017.txt")).endswith("1 page: 1 unchanged.\n")


def test_one_year_for_many_pages_is_refused_before_anything_is_read() -> None:
    have_cities()

    with pytest.raises(CommandError, match="--year says the year of one page, and these are 20"):
        run(str(FOLDER), "--year", "2017")

    assert not Meeting.objects.exists()


def test_a_report_that_cannot_be_written_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    have_cities()

    with pytest.raises(CommandError, match="cannot be written: name a file in a folder that is"):
        run(str(SEED), "--report", str(tmp_path / "gone" / "report.txt"))

    assert not Meeting.objects.exists()


def test_an_empty_folder_is_said(tmp_path: Path) -> None:
    have_cities()

    with pytest.raises(CommandError, match="file in this folder: nothing was imported"):
        run(str(tmp_path))
