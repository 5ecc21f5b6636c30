"""What the commands that bring lists in have in common: their arguments, and what they say of the whole."""

import argparse
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError

from members.brought_in import Imported
from members.models import Person
from portal.lib import tables

T = TypeVar("T")


class ListCommand(BaseCommand, ABC):
    """``FILE [--dry-run] [--by EMAIL]``; a subclass brings the list in and tells what became of each line."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and save nothing"
        )
        parser.add_argument("--by", metavar="EMAIL", help="the person in whose name it is done")

    def handle(self, *_args: Any, **options: Any) -> None:
        imported = self.bring_in(
            options["file"], is_dry_run=options["dry_run"], by=person_of(options["by"])
        )
        for outcome in imported.outcomes:
            for sentence in self.told(outcome):
                self.stdout.write(sentence)
        if imported.faulty:
            raise CommandError(
                f"{imported.faulty} of {len(imported.outcomes)} lines have faults, so nothing was imported. "
                "Correct them, and import the same file again."
            )
        counted = f"{imported.added} added, {imported.changed} changed, {imported.unchanged} as they were."
        dry = "" if imported.is_kept else " This was a dry run: nothing is kept."
        self.stdout.write(counted + dry)

    @abstractmethod
    def bring_in(self, path: Path, *, is_dry_run: bool, by: Person | None) -> Imported[Any]:
        """Import the file, or with ``is_dry_run`` find out what importing it would do."""

    @abstractmethod
    def told(self, outcome: Any) -> Sequence[str]:
        """What is said of one line; nothing where nothing changes."""


def lines_of(path: Path, read: Callable[[str], T]) -> T:
    """The file's lines, as ``read`` makes them of its text."""
    try:
        return read(tables.decoded(path.read_bytes()))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except tables.UnreadableTableError as error:
        raise CommandError(f"{error} Nothing was imported.") from error


def person_of(email: str | None) -> Person | None:
    """In whose name a command acts; nobody's where no address is given."""
    if email is None:
        return None
    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        raise CommandError(f"Nobody here has the e-mail address {email}.")
    return person
