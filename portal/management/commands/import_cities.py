"""Brings a list of cities in: ``manage.py import_cities FILE [--dry-run]``"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members import city_table
from members.actions.city_import import Imported, Outcome, import_cities
from members.models import Person
from portal.lib import tables


class Command(BaseCommand):
    help = (
        "Adds the cities of a CSV and changes those that are known. All or none: with a fault in one line nothing is "
        f"kept. Columns: {', '.join(city_table.COLUMNS)}. Only name and country_code are needed for a city that is known."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and save nothing"
        )
        parser.add_argument("--by", metavar="EMAIL", help="the person in whose name it is done")

    def handle(self, *args: Any, **options: Any) -> None:
        imported = import_cities(
            lines=_lines(options["file"]), is_dry_run=options["dry_run"], by=_person(options["by"])
        )
        for outcome in imported.outcomes:
            for sentence in _told(outcome):
                self.stdout.write(sentence)
        counted = (
            f"{imported.added} added, {imported.changed} changed, {imported.unchanged} as they were"
        )
        if imported.faulty:
            raise CommandError(
                f"{imported.faulty} of {len(imported.outcomes)} lines have faults, so nothing was imported. "
                "Correct them, and import the same file again."
            )
        self.stdout.write(_summed_up(imported, counted))


def _summed_up(imported: Imported, counted: str) -> str:
    return f"{counted}." if imported.is_kept else f"{counted}. This was a dry run: nothing is kept."


def _told(outcome: Outcome) -> list[str]:
    line = outcome.line
    at = f"Line {line.number}"
    if line.faults:
        return [
            f"{at}, {fault.column or 'the whole line'}: {fault.sentence}" for fault in line.faults
        ]
    if outcome.is_new:
        return [f"{at}: {line.name} is new."]
    if outcome.changed:
        return [f"{at}: {line.name} changes: {', '.join(outcome.changed)}."]
    return []


def _lines(path: Path) -> list[city_table.CityLine]:
    try:
        return city_table.read(tables.decoded(path.read_bytes()))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except tables.UnreadableTableError as error:
        raise CommandError(f"{error} Nothing was imported.") from error


def _person(email: str | None) -> Person | None:
    if email is None:
        return None
    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        raise CommandError(f"Nobody here has the e-mail address {email}.")
    return person
