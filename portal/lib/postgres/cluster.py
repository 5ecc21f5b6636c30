"""One private PostgreSQL in a folder: made, started, shared, stopped."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from portal.lib.postgres import locks
from portal.lib.postgres.errors import PostgresError
from portal.lib.postgres.place import Place, major_version, place_of, prepare
from portal.lib.postgres.running import DATABASE, PORT, SUPERUSER, Recorded, recorded, url_of

CHECKOUT = Path(__file__).resolve().parents[3]
SOCKET_FOLDER = "city-portal-"
# A socket's whole path may have 103 characters on macOS, 107 on Linux.
LONGEST_TEMPORARY_FOLDER = 60
SHORT_TEMPORARY_FOLDER = "/tmp"  # noqa: S108  mkdtemp makes a private folder in it
PATIENCE = 60.0

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "64MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Loses everything in a power cut, which is what becomes of it anyway.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


class Cluster:
    """The private PostgreSQL of one folder, shared by all processes that start it.

    It runs as long as one of them uses it: the last to stop it stops the server, and when a user dies without saying
    so (kill -9), a small guard process does. A server whose guard died too is taken over by the next start.
    """

    def __init__(self, folder: Path, *, throwaway: bool = False) -> None:
        self.folder = folder.absolute()
        self.throwaway = throwaway
        self._use: IO[str] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Make the database at the first start, run the server if it does not run, and keep it running for us.

        Raises PostgresError with a sentence that says what is the matter; then nothing was changed.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with locks.alone(self.folder / "lock"):
            place = self._place()
            refuse_foreign(place)
            prepare(place)
            if not place.data.exists():
                create(place)
            ensure_running(place, self._settings())
            self._use = locks.share(self.folder / "in-use")
        self._start_guard()

    def stop(self) -> None:
        """Let go of the server, and stop it unless another process uses it."""
        if self._use is None:
            return
        with locks.alone(self.folder / "lock"):
            self._use.close()
            self._use = None
            self.stop_if_unused()

    def stop_if_unused(self) -> bool:
        """Whether nobody uses it, and so it is stopped now. To be called while holding the lock."""
        unused = locks.try_alone(self.folder / "in-use")
        if unused is None:
            return False
        with unused:
            place = self._place()
            shut_down(place)
            if self.throwaway:
                shutil.rmtree(place.home, ignore_errors=True)
                shutil.rmtree(self.folder, ignore_errors=True)
        return True

    def url(self, database: str = DATABASE) -> str:
        server = recorded(self._place().data)
        if server is None:
            raise PostgresError(f"The database in {self.folder} is not running.")
        return url_of(server.socket_folder, database)

    def _place(self) -> Place:
        return place_of(self.folder, lasting=not self.throwaway)

    def _settings(self) -> dict[str, str]:
        return SETTINGS | (THROWAWAY if self.throwaway else {})

    def _start_guard(self) -> None:
        kind = ["--throwaway"] if self.throwaway else []
        subprocess.Popen(
            [sys.executable, "-m", "portal.lib.postgres", str(self.folder), *kind],
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


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


def create(place: Place) -> None:
    """Make the data folder and the database in it; under another name until it is whole."""
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
    )
    if made.returncode == 0:
        made = place.run(
            "postgres",
            "--single",
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
