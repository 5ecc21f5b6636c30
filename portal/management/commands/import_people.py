"""Brings a list of people in, and writes to nobody: ``manage.py import_people FILE [--dry-run]``"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members import people_table
from members.actions.people_import import Imported, Outcome, import_people
from members.models import Person
from portal.lib import tables


class Command(BaseCommand):
    help = (
        "Adds the people of a CSV and changes those that are known. All or none: with a fault in one line nothing is "
        f"kept. Nobody gets a mail: they are invited later. Columns: {', '.join(people_table.COLUMNS)}. Only name is "
        "needed."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and save nothing"
        )
        parser.add_argument("--by", metavar="EMAIL", help="the person in whose name it is done")

    def handle(self, *args: Any, **options: Any) -> None:
        imported = import_people(
            lines=_lines(options["file"]), is_dry_run=options["dry_run"], by=_person(options["by"])
        )
        for outcome in imported.outcomes:
            for sentence in _told(outcome):
                self.stdout.write(sentence)
        if imported.faulty:
            raise CommandError(
                f"{imported.faulty} of {len(imported.outcomes)} lines have faults, so nothing was imported. "
                "Correct them, and import the same file again."
            )
        self.stdout.write(_summed_up(imported))


def _summed_up(imported: Imported) -> str:
    counted = (
        f"{imported.added} added, {imported.changed} changed, {imported.unchanged} as they were."
    )
    return counted if imported.is_kept else f"{counted} This was a dry run: nothing is kept."


def _told(outcome: Outcome) -> list[str]:
    line = outcome.line
    if line.faults:
        return [f"Line {line.number}: {fault}" for fault in line.faults]
    if not outcome.is_new and not outcome.changed:
        return []
    what = [*(["new"] if outcome.is_new else []), *outcome.changed]
    return [f"Line {line.number}: {line.name}: {', '.join(what)}."]


def _lines(path: Path) -> list[people_table.PersonLine]:
    try:
        return people_table.read(tables.decoded(path.read_bytes()))
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
