"""The private PostgreSQL as root, whom PostgreSQL refuses; collected for root alone, see conftest.py."""

import pwd
import shutil
from pathlib import Path

import pytest

from portal.lib.postgres import Cluster, PostgresError, running_url
from portal.lib.postgres.place import place_of


def programs_without_unshare(folder: Path) -> str:
    """A PATH as on a machine that has no unshare, or whose kernel refuses it."""
    folder.mkdir()
    for name in ("sh", "ps"):
        found = shutil.which(name)
        if found:
            (folder / name).symlink_to(found)
    return str(folder)


def test_root_without_user_namespaces_runs_it_as_nobody_from_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", programs_without_unshare(tmp_path / "bin"))
    folder = tmp_path / "closed to others" / "postgres"

    with Cluster(folder) as first:
        place = place_of(folder)
        assert running_url(folder) == first.url()
        assert place.owner == pwd.getpwnam("nobody").pw_uid
        assert place.home.parent == Path("/var/lib/city-network-portal")
        assert place.data.stat().st_uid == place.owner
    with Cluster(folder) as later:
        assert running_url(folder) == later.url()

    assert running_url(folder) is None
    shutil.rmtree(place.home)


def test_root_who_loses_user_namespaces_is_told_and_keeps_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "postgres"
    (folder / "data").mkdir(parents=True)
    monkeypatch.setenv("PATH", programs_without_unshare(tmp_path / "bin"))

    with pytest.raises(PostgresError, match=r"no user namespace\. Nothing was changed"):
        Cluster(folder).start()
