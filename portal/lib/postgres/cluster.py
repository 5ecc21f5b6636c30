"""One private PostgreSQL in a folder: made, started, shared, stopped."""

import os
import shutil
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from portal.lib.postgres import locks
from portal.lib.postgres.errors import PostgresError
from portal.lib.postgres.place import Place, place_of, prepare
from portal.lib.postgres.running import DATABASE, PORT, recorded, url_of
from portal.lib.postgres.server import create, ensure_running, refuse_foreign, shut_down

CHECKOUT = Path(__file__).resolve().parents[3]
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
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self.alone():
                self._start_alone()
        except PermissionError as error:
            raise PostgresError(
                f"The database needs to write in {self.folder} and may not: {error.strerror} ({error.filename}). "
                "Start as the user whose folder it is, or set DATA_DIR to a folder of your own."
            ) from error

    def stop(self) -> None:
        """Let go of the server, and stop it unless another process uses it."""
        if self._use is None:
            return
        with self.alone():
            self._use.close()
            self._use = None
            self.stop_if_unused()

    def alone(self) -> AbstractContextManager[None]:
        """Wait until no other process starts or stops it."""
        return locks.alone(self.folder / "lock")

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

    def _start_alone(self) -> None:
        place = self._place()
        refuse_foreign(place)
        # First the guard, then what it guards: Ctrl-C may come at any moment.
        self._use = locks.share(self.folder / "in-use")
        self._post_guard()
        try:
            prepare(place)
            if not place.data.exists():
                create(place, throwaway=self.throwaway)
            ensure_running(place, self._settings())
        except BaseException:
            self._use.close()
            self._use = None
            raise

    def _place(self) -> Place:
        return place_of(self.folder)

    def _settings(self) -> dict[str, str]:
        return SETTINGS | (THROWAWAY if self.throwaway else {})

    def _post_guard(self) -> None:
        """Start the guard unless there is one: it is there as long as the lock that it is given is held."""
        post = locks.try_alone(self.folder / "guard")
        if post is None:
            return
        with post:
            kind = ["--throwaway"] if self.throwaway else []
            guard = [
                sys.executable,
                "-m",
                "portal.lib.postgres",
                str(self.folder),
                str(post.fileno()),
            ]
            subprocess.run(
                # The shell leaves it behind: it is nobody's child to wait for, and hears no Ctrl-C.
                ["sh", "-c", '"$@" &', "sh", *guard, *kind],
                check=True,
                env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[post.fileno()],
                start_new_session=True,
            )
