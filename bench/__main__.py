"""Measures everything and prints the table: `make bench`, or `python -m bench --quick` to see that it works."""

import argparse
import shutil
import sys
from datetime import date

from bench import rows, site, table
from portal.demo.processes import ProcessEndedError
from portal.demo.steps import say
from portal.lib.postgres import PostgresError

MEETINGS = 2000
FEW_MEETINGS = 60


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short runs and few meetings")
    quick = parser.parse_args().quick
    if shutil.which("wrk") is None:
        say("wrk is missing. Type `make bench`, which installs it or says how.")
        return 1
    pace = rows.Pace(seconds=1, times=1) if quick else rows.Pace(seconds=4, times=3)
    try:
        with site.serving(meetings=FEW_MEETINGS if quick else MEETINGS) as served:
            measured = []
            for row in rows.measure(served, pace, today=date.today()):  # noqa: DTZ011 - as the demo
                measured.append(row)
                say("  ".join(cell for cell in row.cells if cell))
    except (PostgresError, ProcessEndedError) as error:
        say(f"\n{error}\n")
        return 1
    say("\nShares are of a bare gunicorn with two sync workers, measured by turns.\n")
    say(table.written(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
