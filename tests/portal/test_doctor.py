"""doctor, run as a person would, on databases that are right and wrong."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from portal.lib.doctor import machine
from tests.servers import environment

MakeDatabase = Callable[[str], str]


def doctor(*, without: tuple[str, ...] = (), **changes: str) -> subprocess.CompletedProcess[str]:
    found = environment(DEMO="1", **changes)
    return subprocess.run(
        [sys.executable, "manage.py", "doctor"],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in found.items() if name not in without},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def make_database(django_db_setup: None) -> Iterator[MakeDatabase]:
    """Make a database beside the tests' own, with these words of CREATE DATABASE; gives its URL."""
    server = environment()["DATABASE_URL"]
    name = f"{connection.settings_dict['NAME']}_doctor"
    with psycopg.connect(server, autocommit=True) as administrator:

        def make(how: str) -> str:
            administrator.execute(f"CREATE DATABASE {name} TEMPLATE template0 {how}")
            return server.replace(f"/{connection.settings_dict['NAME']}?", f"/{name}?")

        yield make
        administrator.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.mark.django_db(transaction=True)
def test_doctor_is_content_with_the_tests_own_database() -> None:
    said = doctor()

    assert "!!" not in said.stdout
    assert "Nothing is missing." in said.stdout
    assert said.returncode == 0


def test_doctor_names_a_database_of_the_plain_c_locale(make_database: MakeDatabase) -> None:
    url = make_database("ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'")

    said = doctor(DATABASE_URL=url)

    assert "!!  Database's letters: its locale is C, and lower('ŁÓDŹ') is not łódź" in said.stdout
    assert "CREATE DATABASE portal TEMPLATE template0" in said.stdout
    assert said.returncode == 1


def test_doctor_names_a_database_of_another_encoding(make_database: MakeDatabase) -> None:
    url = make_database("ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'")

    said = doctor(DATABASE_URL=url)

    assert "!!  Database's letters: its encoding is SQL_ASCII, not UTF8" in said.stdout
    assert said.returncode == 1


def test_doctor_names_migrations_to_do_and_leaves_the_database_as_it_was(
    make_database: MakeDatabase,
) -> None:
    how = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
    url = make_database(f"ENCODING 'UTF8' {how}")

    said = doctor(DATABASE_URL=url)

    assert "migrations to do" in said.stdout
    assert "ok  Database's extensions: btree_gist" in said.stdout
    with psycopg.connect(url) as afterwards:
        assert afterwards.execute("SELECT count(*) FROM pg_extension").fetchone() == (1,)


def test_doctor_speaks_when_the_database_is_not_there(tmp_path: Path) -> None:
    said = doctor(DATABASE_URL=f"postgresql:///nothing?host={tmp_path}")

    assert "!!  Database: not reachable" in said.stdout
    assert "set DATABASE_URL" in said.stdout
    assert said.returncode == 1


def test_doctor_speaks_when_the_settings_are_refused(tmp_path: Path) -> None:
    said = doctor(without=("SECRET_KEY",), DATA_DIR=str(tmp_path))

    assert "!!  Settings: refused" in said.stdout
    assert "SECRET_KEY is not set." in said.stdout
    assert said.returncode == 1


def test_doctor_names_a_data_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    said = doctor(DATA_DIR=str(tmp_path / "file"))

    assert f"!!  Data folder: {tmp_path / 'file'} cannot be written in" in said.stdout


def test_doctor_names_a_mail_server_that_does_not_answer() -> None:
    said = doctor(EMAIL_HOST="localhost", EMAIL_PORT="1", without=("DEMO",))

    assert "!!  Mail: localhost:1 does not take our mail" in said.stdout


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_a_python_that_is_not_supported_is_named(version: tuple[int, int]) -> None:
    assert not machine.python(version).is_well


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_a_python_that_is_supported_is_well(version: tuple[int, int]) -> None:
    assert machine.python(version).is_well


def test_missing_packages_are_named_with_the_way_to_get_them() -> None:
    found = machine.packages(("django", "not_installed_anywhere"))

    assert "not_installed_anywhere" in found.seen
    assert "make demo" in found.remedy


def test_a_missing_library_is_named_with_the_way_to_get_it() -> None:
    found = machine.pango(("pango-1.0", "no-such-library"))

    assert found.seen == "not found: no-such-library"
    assert "apt-get install libpango-1.0-0" in found.remedy
