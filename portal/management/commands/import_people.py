"""Brings a list of people in, and writes to nobody: ``manage.py import_people FILE [--dry-run]``"""

from pathlib import Path

from members import people_table
from members.actions.people_import import Imported, Outcome, import_people
from members.models import Person
from portal.management.lists import ListCommand, lines_of


class Command(ListCommand):
    help = (
        "Adds the people of a CSV and changes those that are known. All or none: with a fault in one line nothing is "
        f"kept. Nobody gets a mail: they are invited later. Columns: {', '.join(people_table.COLUMNS)}. Only name is "
        "needed."
    )

    def bring_in(self, path: Path, *, is_dry_run: bool, by: Person | None) -> Imported:
        return import_people(lines=lines_of(path, people_table.read), is_dry_run=is_dry_run, by=by)

    def told(self, outcome: Outcome) -> list[str]:
        line = outcome.line
        if line.faults:
            return [f"Line {line.number}: {fault}" for fault in line.faults]
        if not outcome.is_new and not outcome.changed:
            return []
        what = [*(["new"] if outcome.is_new else []), *outcome.changed]
        return [f"Line {line.number}: {line.name}: {', '.join(what)}."]
