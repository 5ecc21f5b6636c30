"""What must be done before the demo can be served; quick when it was done before.

It is a process of its own, as what it needs for that need not stay in memory as long as the demo runs.
"""

import hashlib
import io
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from portal.demo.steps import say, step
from portal.lib.fonts import finder as fonts


def main() -> int:
    # A single connection says at once that there is none; a pool would try for a while.
    os.environ["DATABASE_POOL"] = "0"
    try:
        prepare()
    except OperationalError as error:
        say(
            f"\nThe database that DATABASE_URL names cannot be reached: {error}\n"
            "Mend it, or leave DATABASE_URL out: then the demo starts a private one."
        )
        return 1
    return 0


def prepare() -> None:
    django.setup()
    if has_pending_migrations():
        with step("Migrating the database"):
            call_command("migrate", verbosity=0, interactive=False)
    if not fonts.folder().exists():
        with step("Making the fonts"):
            fonts.made()
    seen = fingerseenof_static_files()
    note = Path(settings.STATIC_ROOT).with_suffix(".fingerprint")
    if not note.exists() or note.read_text() != seen:
        with step("Collecting static files"):
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        note.write_text(seen)
    # Its mails hold links to log in with.
    Path(settings.EMAIL_FILE_PATH).mkdir(mode=0o700, exist_ok=True)
    with step("Loading the demo"):
        call_command("load_demo", stdout=io.StringIO())


def has_pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def fingerseenof_static_files() -> str:
    """Changes when any static file does; reading them all would take longer than collecting them."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            seen.update(f"{storage.path(name)} {stat.st_mtime_ns} {stat.st_size}\n".encode())
    return seen.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
