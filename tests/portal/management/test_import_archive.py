from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from members.actions.cities import load_cities
from visits.models import Meeting

pytestmark = pytest.mark.django_db

SEED = Path(settings.BASE_DIR) / "portal/demo/milan-2017.txt"


def run(*words: str) -> str:
    said = StringIO()
    call_command("import_archive", *words, stdout=said, stderr=said)
    return said.getvalue()


def test_says_each_fact_with_its_words_and_where_the_page_is() -> None:
    load_cities()

    said = run(str(SEED))

    assert 'visiting city   Białystok  <- line 4: "Bialystok"' in said
    assert (
        'staff contact   Gabriel Jacqmin  <- lines 19, 21: "EUROCITIES staff contact Gabriel Jacqmin"'
        in said
    )
    assert "Result: new /meetings/milan-2017-02/" in said


def test_dry_run_says_the_same_and_saves_nothing() -> None:
    load_cities()

    said = run(str(SEED), "--dry-run")

    assert "Result: new /meetings/milan-2017-02/ (dry run: nothing was saved)" in said
    assert not Meeting.objects.exists()


def test_without_cities_it_says_how_to_get_them() -> None:
    with pytest.raises(CommandError, match="load_cities first"):
        run(str(SEED))


def test_a_page_that_cannot_be_read_is_named_and_the_others_are_imported(tmp_path: Path) -> None:
    load_cities()

    with pytest.raises(CommandError, match="1 of 2 pages were not imported"):
        run(str(tmp_path / "gone.txt"), str(SEED))

    assert Meeting.objects.filter(slug="milan-2017-02").exists()


def test_an_unknown_person_is_refused_before_anything_is_read() -> None:
    load_cities()

    with pytest.raises(CommandError, match="Nobody here has the e-mail address"):
        run(str(SEED), "--by", "nobody@example.org")

    assert not Meeting.objects.exists()
