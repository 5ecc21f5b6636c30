"""What is known about a server from its pid file: whether it runs, and where it is spoken to."""

import socket
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from portal.lib.postgres.place import data_of

SUPERUSER = "portal"
DATABASE = "portal"
PORT = 5432
# The protocol's SSLRequest: its length and its code.
MAY_WE_ENCRYPT = struct.pack("!ii", 8, 80877103)


@dataclass(frozen=True)
class Recorded:
    """What a server wrote about itself when it started; it may be long dead."""

    pid: int
    data: Path
    socket_folder: Path
    status: str

    def is_alive(self) -> bool:
        """Whether that process is there and is a PostgreSQL: numbers are used again, and a dead one may linger."""
        return "postgres" in _command_of(self.pid)

    def is_of(self, data: Path) -> bool:
        """Whether it was written for this folder, not copied here together with another one."""
        return not self.data.exists() or self.data.samefile(data)

    def answers(self) -> bool:
        """Whether it says yes or no to a first question; a socket alone outlives its server for a moment."""
        if self.status != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(5)
            try:
                client.connect(str(self.socket_folder / f".s.PGSQL.{PORT}"))
                client.sendall(MAY_WE_ENCRYPT)
                return client.recv(1) in {b"S", b"N"}
            except OSError:
                return False


def recorded(data: Path) -> Recorded | None:
    """Read the pid file; None when there is none, or it is still being written."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return Recorded(
            pid=int(lines[0]),
            data=Path(lines[1]),
            socket_folder=Path(lines[4]),
            status=lines[7].strip() if len(lines) > 7 else "starting",
        )
    except (OSError, ValueError, IndexError):
        return None


def url_of(socket_folder: Path, database: str = DATABASE) -> str:
    where = f"host={quote(str(socket_folder), safe='')}&port={PORT}"
    return f"postgresql://{SUPERUSER}@/{quote(database, safe='')}?{where}"


def running_url(folder: Path, database: str = DATABASE) -> str | None:
    """The URL of the private PostgreSQL of `folder` when it runs now, so that a command by hand finds it."""
    data = data_of(folder)
    server = recorded(data) if data is not None else None
    if server is None or not server.answers():
        return None
    return url_of(server.socket_folder, database)


def _command_of(pid: int) -> str:
    if Path("/proc/self").is_dir():
        try:
            return (
                Path(f"/proc/{pid}/cmdline")
                .read_bytes()
                .partition(b"\0")[0]
                .decode(errors="replace")
            )
        except OSError:
            return ""
    listed = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return listed.stdout
