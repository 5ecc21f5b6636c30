"""What is done to a server by PostgreSQL's own programs: made, started, taken over, stopped."""

import os
import shlex
import shutil
import sys
import tempfile
import time
from pathlib import Path

from portal.lib.postgres.errors import PostgresError
from portal.lib.postgres.place import Place, major_version
from portal.lib.postgres.running import DATABASE, SUPERUSER, Recorded, recorded

SOCKET_FOLDER = "city-portal-"
# A socket's whole path may have 103 characters on macOS, 107 on Linux.
LONGEST_TEMPORARY_FOLDER = 60
SHORT_TEMPORARY_FOLDER = "/tmp"  # noqa: S108  mkdtemp makes a private folder in it
PATIENCE = 60.0


def refuse_foreign(place: Place) -> None:
    """Refuse data that this PostgreSQL cannot run: of another major version, or of another user."""
    if not place.data.exists():
        return
    try:
        version = (place.data / "PG_VERSION").read_text().strip()
    except OSError:
        version = "unknown"
    if place.data.stat().st_uid != place.owner:
        raise PostgresError(
            f"The database in {place.data} belongs to another user of this machine. Nothing was changed. "
            "Start as that user, or set DATA_DIR to a folder of your own."
        )
    if version != major_version():
        raise PostgresError(
            f"The database in {place.data} was made by PostgreSQL {version}, and this is PostgreSQL {major_version()}. "
            f"Nothing was changed. To keep what is in it, run it with PostgreSQL {version} and move it by pg_dump; "
            "to begin anew, move that folder away; or set DATA_DIR to another folder."
        )


def create(place: Place, *, throwaway: bool = False) -> None:
    """Make the data folder and the database in it; under another name until it is whole.

    What will be thrown away need not wait for the disk.
    """
    unfinished = place.data.with_name("data.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    made = place.run(
        "initdb",
        f"--pgdata={unfinished.name}",
        f"--username={SUPERUSER}",
        "--auth=trust",
        "--encoding=UTF8",
        # lower('Ł') and trigrams need a real character table; under plain C they fail silently.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--lc-collate=C",
        f"--lc-ctype={'en_US.UTF-8' if sys.platform == 'darwin' else 'C.UTF-8'}",
        "--no-instructions",
        *(["--no-sync"] if throwaway else []),
    )
    if made.returncode == 0:
        made = place.run(
            "postgres",
            "--single",
            *(["-F"] if throwaway else []),
            "-D",
            unfinished.name,
            "template1",
            stdin=f"CREATE DATABASE {DATABASE}\n",
        )
    if made.returncode != 0:
        raise PostgresError(
            f"The database could not be made in {place.data}: {made.stderr.strip()}"
        )
    unfinished.rename(place.data)


def ensure_running(place: Place, settings: dict[str, str]) -> None:
    """Take over a server that outlived who started it, or start one, whatever a crash left behind."""
    until = time.monotonic() + PATIENCE
    while (
        (server := recorded(place.data)) is not None
        and server.is_of(place.data)
        and server.is_alive()
    ):
        if server.answers():
            return
        if time.monotonic() > until:
            raise PostgresError(
                f"The database in {place.home} runs but does not answer; see {place.log}."
            )
        # A server that another process started tells nobody when it is ready: it has to be asked.
        time.sleep(0.1)
    if server is not None:
        clear_leftovers(place, server)
    while (said := start_server(place, settings)) is not None:
        # The processes of a killed server need a moment to notice; until then its memory is in use.
        if "shared memory block" not in said or time.monotonic() > until:
            raise PostgresError(f"The database in {place.home} does not start: {said}")
        time.sleep(0.2)


def start_server(place: Place, settings: dict[str, str]) -> str | None:
    """Start the server and wait until it answers; None, or what it said when it could not."""
    socket_folder = make_socket_folder(place)
    place.log.unlink(missing_ok=True)
    options = settings | {"unix_socket_directories": f'"{socket_folder}"'}
    line = shlex.join(word for name, value in options.items() for word in ("-c", f"{name}={value}"))
    started = place.run(
        "pg_ctl",
        "start",
        "-w",
        "-t",
        str(int(PATIENCE)),
        "-D",
        "data",
        "-l",
        place.log.name,
        "-o",
        line,
    )
    if started.returncode == 0:
        return None
    shutil.rmtree(socket_folder, ignore_errors=True)
    said = place.log.read_text(errors="replace") if place.log.exists() else ""
    return (said or started.stderr or started.stdout).strip()


def shut_down(place: Place) -> None:
    """Stop the server now: whoever is still connected is let go, what was committed is kept."""
    server = recorded(place.data)
    if server is None:
        return
    if server.is_of(place.data) and server.is_alive():
        stopped = place.run(
            "pg_ctl", "stop", "-w", "-t", str(int(PATIENCE)), "-m", "fast", "-D", "data"
        )
        if stopped.returncode != 0 and server.is_alive():
            raise PostgresError(
                f"The database in {place.home} does not stop: {stopped.stderr.strip()}"
            )
    remove_socket_folder(server)


def clear_leftovers(place: Place, server: Recorded) -> None:
    """Remove what a dead server left: its pid may be another process's by now, which would keep ours from starting."""
    (place.data / "postmaster.pid").unlink(missing_ok=True)
    if server.is_of(place.data):
        remove_socket_folder(server)


def make_socket_folder(place: Place) -> Path:
    """A private folder with a short path, wherever the checkout is."""
    temporary = tempfile.gettempdir()
    if len(temporary) > LONGEST_TEMPORARY_FOLDER:
        temporary = SHORT_TEMPORARY_FOLDER
    folder = Path(tempfile.mkdtemp(prefix=SOCKET_FOLDER, dir=temporary))
    if place.owner != os.geteuid():
        os.chown(folder, place.owner, -1)
    return folder


def remove_socket_folder(server: Recorded) -> None:
    if server.socket_folder.name.startswith(SOCKET_FOLDER):
        shutil.rmtree(server.socket_folder, ignore_errors=True)
