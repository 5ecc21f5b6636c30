"""Reads pages of the old site into the portal: ``manage.py import_archive FILE...``"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.models import City, Person
from portal.archive.importer import Outcome, Result, import_page
from visits.archive import explain


class Command(BaseCommand):
    help = "Reads legacy pages into meetings. Importing twice is importing once."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and save nothing"
        )
        parser.add_argument(
            "--year", type=int, help="the year of the meeting, whatever the page says"
        )
        parser.add_argument("--by", metavar="EMAIL", help="the person in whose name it is done")

    def handle(self, *args: Any, **options: Any) -> None:
        if not City.objects.exists():
            raise CommandError(
                "No cities are known yet, so no host can be recognised: run manage.py load_cities first."
            )
        by = self._person(options["by"])
        refused = 0
        for file in options["files"]:
            self.stdout.write(self.style.MIGRATE_HEADING(str(file)))
            outcome = self._import(file, by, options)
            refused += outcome is None or outcome.result == Result.REFUSED
        if refused:
            raise CommandError(f"{refused} of {len(options['files'])} pages were not imported.")

    def _import(self, file: Path, by: Person | None, options: dict[str, Any]) -> Outcome | None:
        try:
            content = file.read_bytes()
        except OSError as error:
            self.stderr.write(f"  {file} cannot be read: {error.strerror}.")
            return None
        is_dry_run = options["dry_run"]
        outcome = import_page(
            content=content, file_name=file.name, by=by, year=options["year"], is_dry_run=is_dry_run
        )
        for line in explain(outcome.understanding):
            self.stdout.write(f"  {line}")
        for sentence in outcome.sentences:
            self.stdout.write(f"  {sentence}")
        self.stdout.write(f"  {_result(outcome, is_dry_run)}")
        return outcome

    def _person(self, email: str | None) -> Person | None:
        if email is None:
            return None
        person = Person.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError(f"Nobody here has the e-mail address {email}.")
        return person


def _result(outcome: Outcome, is_dry_run: bool) -> str:  # noqa: FBT001 - said by its name
    where = f" /meetings/{outcome.meeting.slug}/" if outcome.meeting else ""
    said = f"Result: {outcome.result}{where}"
    return f"{said} (dry run: nothing was saved)" if is_dry_run else said
