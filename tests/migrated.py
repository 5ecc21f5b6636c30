"""A database that is migrated once, while tests are being collected; each process of the tests then copies it.

Migrating takes ten seconds of a processor, and copying none.
"""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

from portal.lib.postgres import locks

NAME = "migrated_for_tests"
UNFINISHED = f"{NAME}_unfinished"
# Names the lock that is held as long as it is on its way; set where the server is ours, as it is left behind there.
LOCK = "MIGRATED_FOR_TESTS"


def begin(lock: Path) -> subprocess.Popen[bytes]:
    """Another process makes it, and has the lock from now on until its end."""
    held = locks.try_alone(lock)
    assert held is not None
    os.environ[LOCK] = str(lock)
    with held:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.migrated"],
            cwd=Path(__file__).parents[1],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings"},
            stdout=subprocess.DEVNULL,
            pass_fds=[held.fileno()],
        )


def is_there() -> bool:
    """Waits until it is made. When that has failed, whoever wants a database migrates it, and sees why."""
    if LOCK not in os.environ:
        return False
    with (
        locks.alone(Path(os.environ[LOCK])),
        psycopg.connect(os.environ["DATABASE_URL"]) as connection,
    ):
        found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
        return found.fetchone() is not None


def make() -> None:
    import django  # noqa: PLC0415  the settings are read where it is made
    from django.db import connection  # noqa: PLC0415

    django.setup()
    connection.settings_dict["TEST"]["NAME"] = UNFINISHED
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    connection.close()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"ALTER DATABASE {UNFINISHED} RENAME TO {NAME}")


if __name__ == "__main__":
    make()
