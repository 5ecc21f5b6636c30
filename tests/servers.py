"""Processes of the portal beside the tests: on the tests' database, on a free port, ended by the test."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection


def environment(**changes: str) -> dict[str, str]:
    """The environment in which a process of its own works on the tests' database."""
    found = connection.settings_dict
    where = {"host": found["HOST"], "port": found["PORT"] or "5432", "user": found["USER"]}
    # A server that DATABASE_URL names may ask for a password; it stands before the host, which the query overrides.
    account = f":{quote(found['PASSWORD'], safe='')}@" if found["PASSWORD"] else ""
    url = f"postgresql://{account}/{found['NAME']}?{urlencode(where)}"
    return os.environ | {"DATABASE_URL": url, "DATA_DIR": str(settings.DATA_DIR)} | changes


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


def manage(*words: str, **changes: str) -> None:
    """Runs one management command to its end."""
    subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env=environment(**changes),
        check=True,
        capture_output=True,
        timeout=60,
    )


@contextmanager
def gunicorn(
    application: str, *, threads: int, workers: int = 1, config: str = "", **changes: str
) -> Iterator[int]:
    """A real web server with its processes and their threads; gives its port once it listens."""
    with socket.socket() as listener:
        # Listening before it starts: who connects early waits in the queue, and nobody polls.
        listener.bind(("127.0.0.1", 0))
        listener.listen(512)
        os.set_inheritable(listener.fileno(), True)  # noqa: FBT003  positional in the library
        with subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                application,
                *(["--config", config] if config else []),
                "--bind",
                f"fd://{listener.fileno()}",
                "--worker-class",
                "gthread",
                "--workers",
                str(workers),
                "--threads",
                str(threads),
                "--log-level",
                "warning",
                "--no-control-socket",
            ],
            cwd=settings.BASE_DIR,
            env=environment(**changes),
            pass_fds=[listener.fileno()],
        ) as process:
            try:
                yield int(listener.getsockname()[1])
            finally:
                process.terminate()
                process.wait(timeout=60)
