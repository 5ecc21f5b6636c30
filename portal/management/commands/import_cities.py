"""Brings a list of cities in: ``manage.py import_cities FILE [--dry-run]``"""

from pathlib import Path

from members import city_table
from members.actions.city_import import Imported, Outcome, import_cities
from members.models import Person
from portal.management.lists import ListCommand, lines_of


class Command(ListCommand):
    help = (
        "Adds the cities of a CSV and changes those that are known. All or none: with a fault in one line nothing is "
        f"kept. Columns: {', '.join(city_table.COLUMNS)}. Only name and country_code are needed for a city that is known."
    )

    def bring_in(self, path: Path, *, is_dry_run: bool, by: Person | None) -> Imported:
        return import_cities(lines=lines_of(path, city_table.read), is_dry_run=is_dry_run, by=by)

    def told(self, outcome: Outcome) -> list[str]:
        line = outcome.line
        at = f"Line {line.number}"
        if line.faults:
            return [
                f"{at}, {fault.column or 'the whole line'}: {fault.sentence}"
                for fault in line.faults
            ]
        if outcome.is_new:
            return [f"{at}: {line.name} is new."]
        if outcome.changed:
            return [f"{at}: {line.name} changes: {', '.join(outcome.changed)}."]
        return []
