"""Reads pages of the old site into the portal: ``manage.py import_archive FILE_OR_FOLDER...``"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.models import City
from portal.archive import reports
from portal.archive.folder import Import, Page, import_pages, pages_of
from portal.archive.outcome import Outcome, Result
from portal.management.lists import person_of
from visits.archive.explanation import explain


class Command(BaseCommand):
    help = (
        "Reads legacy pages into meetings. Importing twice is importing once. See docs/archive.md."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            type=Path,
            metavar="FILE_OR_FOLDER",
            help="a page, or a folder of which every *.txt file is a page",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and save nothing"
        )
        parser.add_argument(
            "--year", type=int, help="the year of the meeting, whatever the one page says"
        )
        parser.add_argument(
            "--group",
            action="append",
            default=[],
            metavar="NAME",
            help='a group\'s name, to tell apart "working groups a, b and c"; may be repeated',
        )
        parser.add_argument("--by", metavar="EMAIL", help="the person in whose name it is done")
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help="write all that was understood to FILE"
        )
        parser.add_argument(
            "--json", type=Path, metavar="FILE", help="write the same as JSON to FILE"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        how = self._how(options)
        pages = pages_of(options["paths"], year=how.year)
        if not pages:
            raise CommandError("There is no *.txt file in this folder: nothing was imported.")
        if how.year is not None and len(pages) > 1:
            raise CommandError(
                f"--year says the year of one page, and these are {len(pages)}: import the page that needs it by itself, "
                "or write the year beside its days in the file. Nothing was imported."
            )
        self._number, self._of = 0, len(pages)
        # A folder's pages take a line each; what was understood of them stands in the report.
        self._is_brief = (
            any(path.is_dir() for path in options["paths"]) and options["verbosity"] < 2
        )
        done = import_pages(pages, how, self._tell)
        self.stdout.write(reports.counted(done, is_dry_run=how.is_dry_run))
        self._write(options["report"], reports.as_text(done, is_dry_run=how.is_dry_run))
        self._write(options["json"], reports.as_json(done, is_dry_run=how.is_dry_run))
        refused = sum(outcome.result == Result.REFUSED for _, outcome in done)
        if refused:
            raise CommandError(f"{refused} of {len(done)} pages were not imported.")

    def _how(self, options: dict[str, Any]) -> Import:
        """What is asked for, once it is certain that it can be done: nothing is imported otherwise."""
        if not City.objects.exists():
            raise CommandError(
                "No cities are known yet, so no host can be recognised: run manage.py load_cities first."
            )
        for path in (options["report"], options["json"]):
            if path and (path.is_dir() or not path.resolve().parent.is_dir()):
                raise CommandError(
                    f"{path} cannot be written: name a file in a folder that is there."
                )
        return Import(
            by=person_of(options["by"]),
            year=options["year"],
            groups=tuple(options["group"]),
            is_dry_run=options["dry_run"],
        )

    def _tell(self, page: Page, outcome: Outcome) -> None:
        self._number += 1
        line = f"[{self._number}/{self._of}] {reports.said(page, outcome)}"
        style = self.style.ERROR if outcome.result == Result.REFUSED else self.style.MIGRATE_HEADING
        self.stdout.write(style(line))
        if not self._is_brief:
            for told in explain(outcome.understanding):
                self.stdout.write(f"  {told}")
        if not self._is_brief or outcome.result in {Result.REFUSED, Result.EDITED}:
            for sentence in outcome.sentences:
                self.stdout.write(f"  {sentence}")

    def _write(self, path: Path | None, text: str) -> None:
        if path is None:
            return
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(
                f"The pages were imported, but {path} cannot be written: {error.strerror}."
            ) from None
