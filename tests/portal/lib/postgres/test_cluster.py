"""The private PostgreSQL on a real machine: started, shared, killed, taken over, refused."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from portal.lib.postgres import Cluster, PostgresError, locks, running_url
from portal.lib.postgres.place import place_of, prepare
from portal.lib.postgres.running import Recorded, recorded
from portal.lib.postgres.server import create, ensure_running

CHECKOUT = Path(__file__).resolve().parents[4]
HOLD = """
import sys
from pathlib import Path
from portal.lib.postgres import Cluster
cluster = Cluster(Path(sys.argv[1]))
cluster.start()
print(cluster.url(), flush=True)
sys.stdin.read()
cluster.stop()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var" / "postgres"


@pytest.fixture
def cluster(folder: Path) -> Iterator[Cluster]:
    with Cluster(folder) as cluster:
        yield cluster


def another_process(folder: Path) -> subprocess.Popen[str]:
    """A process that started the cluster of `folder` and uses it until its input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("postgresql://")
    return process


def server_of(folder: Path) -> Recorded:
    server = recorded(place_of(folder).data)
    assert server is not None
    return server


def wait_for_guard(folder: Path) -> None:
    """The guard holds this as long as it lives."""
    with locks.alone(folder / "guard"):
        pass


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def write(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def test_first_start_makes_a_database_that_knows_letters(cluster: Cluster) -> None:
    assert ask(cluster.url(), "SELECT lower('ŁÓDŹ')") == "łódź"
    assert ask(cluster.url(), "SELECT current_database()") == "portal"
    assert ask(cluster.url(), "SHOW server_encoding") == "UTF8"
    assert ask(cluster.url(), "SHOW fsync") == "on"


def test_no_network_port_is_opened_and_the_socket_is_private(cluster: Cluster) -> None:
    assert ask(cluster.url(), "SHOW listen_addresses") == ""
    assert server_of(cluster.folder).socket_folder.stat().st_mode & 0o077 == 0


def test_what_was_written_is_there_at_a_later_start(folder: Path) -> None:
    with Cluster(folder) as first:
        write(first.url(), "CREATE TABLE city AS SELECT 'Milan' AS name")

    with Cluster(folder) as later:
        assert ask(later.url(), "SELECT name FROM city") == "Milan"


def test_stopping_ends_the_server_and_takes_its_socket_away(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.start()
    server = server_of(folder)

    cluster.stop()

    assert running_url(folder) is None
    assert not server.is_alive()
    assert not server.socket_folder.exists()
    wait_for_guard(folder)


def test_running_url_finds_the_server_without_any_setting(cluster: Cluster) -> None:
    assert running_url(cluster.folder) == cluster.url()


def test_running_url_of_nothing_is_none(tmp_path: Path) -> None:
    assert running_url(tmp_path / "never") is None


@pytest.mark.parametrize("name", ["with some spaces", "x" * 150, 'it\'s 20% "odd" & Łódź'])
def test_any_checkout_path_will_do(tmp_path: Path, name: str) -> None:
    with Cluster(tmp_path / name / "postgres") as cluster:
        assert ask(cluster.url(), "SELECT 1") == 1


def test_a_long_folder_for_temporary_files_will_do(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("t" * 120)
    long.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(long))

    with Cluster(folder) as cluster:
        assert ask(cluster.url(), "SELECT 1") == 1


def test_settings_of_another_postgresql_do_not_leak_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", "9")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("LC_ALL", "xx_XX")

    with Cluster(folder) as cluster:
        assert ask(cluster.url(), "SHOW port") == "5432"


def test_a_killed_server_is_started_again_with_what_was_committed(folder: Path) -> None:
    with Cluster(folder) as killed:
        write(killed.url(), "CREATE TABLE city AS SELECT 'Brno' AS name")
        os.kill(server_of(folder).pid, signal.SIGKILL)

        with Cluster(folder) as later:
            assert ask(later.url(), "SELECT name FROM city") == "Brno"


def test_a_stale_pid_that_is_another_process_by_now_is_in_nobodys_way(folder: Path) -> None:
    with Cluster(folder):
        pass
    data = place_of(folder).data
    stale = data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{data}\n0\n5432\n/tmp/city-portal-gone\n\n0 0\nready\n")
    os.chown(stale, data.stat().st_uid, -1)

    with Cluster(folder) as later:
        assert ask(later.url(), "SELECT 1") == 1


def test_the_guard_stops_a_server_whose_only_user_was_killed(folder: Path) -> None:
    user = another_process(folder)
    server = server_of(folder)

    user.kill()
    user.communicate()
    wait_for_guard(folder)

    assert running_url(folder) is None
    assert not server.socket_folder.exists()


def test_a_server_that_outlived_everybody_is_taken_over(folder: Path) -> None:
    folder.mkdir(parents=True)
    place = place_of(folder)
    prepare(place)
    create(place)
    ensure_running(place, {"listen_addresses": ""})
    left_alone = server_of(folder)

    with Cluster(folder):
        assert server_of(folder).pid == left_alone.pid

    assert running_url(folder) is None


def test_the_last_of_two_processes_of_one_checkout_stops_the_server(folder: Path) -> None:
    other = another_process(folder)
    with Cluster(folder) as cluster:
        pid = server_of(folder).pid
        other.communicate("")
        assert ask(cluster.url(), "SELECT 1") == 1
        assert server_of(folder).pid == pid

    assert running_url(folder) is None


def test_two_starts_at_once_make_one_server(folder: Path) -> None:
    clusters = [Cluster(folder) for _ in range(4)]
    threads = [threading.Thread(target=cluster.start) for cluster in clusters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    urls = {cluster.url() for cluster in clusters}
    for cluster in clusters:
        cluster.stop()

    assert len(urls) == 1
    assert running_url(folder) is None


def test_two_checkouts_run_side_by_side(tmp_path: Path) -> None:
    with Cluster(tmp_path / "one") as one, Cluster(tmp_path / "two") as two:
        write(one.url(), "CREATE TABLE city AS SELECT 'Utrecht' AS name")

        assert one.url() != two.url()
        assert ask(two.url(), "SELECT to_regclass('city')") is None


def test_a_copied_checkout_does_not_use_the_first_ones_server(
    cluster: Cluster, tmp_path: Path
) -> None:
    copy = tmp_path / "copy" / "postgres"
    copy.mkdir(parents=True)
    subprocess.run(["cp", "-a", place_of(cluster.folder).data, copy], check=True)

    with Cluster(copy) as copied:
        assert copied.url() != cluster.url()
        assert ask(cluster.url(), "SELECT 1") == 1


def test_an_interrupted_first_start_is_begun_again(folder: Path) -> None:
    half_made = place_of(folder).home / "data.unfinished" / "base"
    half_made.mkdir(parents=True)

    with Cluster(folder) as cluster:
        assert ask(cluster.url(), "SELECT 1") == 1


def test_data_of_another_major_version_is_named_and_left_alone(folder: Path) -> None:
    with Cluster(folder):
        pass
    version = place_of(folder).data / "PG_VERSION"
    version.write_text("15\n")
    before = {path: path.stat().st_mtime_ns for path in version.parent.rglob("*")}

    with pytest.raises(PostgresError, match=r"made by PostgreSQL 15, .* Nothing was changed"):
        Cluster(folder).start()

    assert {path: path.stat().st_mtime_ns for path in version.parent.rglob("*")} == before


def test_a_server_that_cannot_start_says_why(folder: Path) -> None:
    with Cluster(folder):
        pass
    (place_of(folder).data / "postgresql.conf").write_text("nonsense = 1\n")

    with pytest.raises(PostgresError, match="nonsense"):
        Cluster(folder).start()

    wait_for_guard(folder)


def test_a_throwaway_cluster_leaves_nothing(folder: Path) -> None:
    with Cluster(folder, throwaway=True) as cluster:
        assert ask(cluster.url(), "SHOW fsync") == "off"

    assert not folder.exists()


def test_stopping_twice_or_before_starting_is_no_matter(folder: Path) -> None:
    cluster = Cluster(folder)
    cluster.stop()
    cluster.start()
    cluster.stop()
    cluster.stop()

    assert running_url(folder) is None
