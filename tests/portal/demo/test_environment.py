"""The demo's knobs: what is refused, what is made up once and kept."""

import socket
import stat
from pathlib import Path

import pytest

from portal.demo import environment
from tests.servers import free_port


def knobs(folder: Path, **others: str) -> dict[str, str]:
    return {"DATA_DIR": str(folder), "PORT": str(free_port())} | others


def test_a_taken_port_is_named_with_the_way_out_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(environment.RefusedError, match=rf"Port {port} .* make demo PORT="):
            environment.read({"DATA_DIR": str(tmp_path / "var"), "PORT": str(port)})

    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "8000 "])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(environment.RefusedError, match="PORT is"):
        environment.read({"DATA_DIR": str(tmp_path), "PORT": port})


def test_secrets_are_made_up_once_and_kept_for_their_owner_alone(tmp_path: Path) -> None:
    first = environment.read(knobs(tmp_path / "var"))
    later = environment.read(knobs(tmp_path / "var"))

    assert (later.password, later.secret_key) == (first.password, first.secret_key)
    for name in ("demo-password", "secret-key"):
        assert stat.S_IMODE((tmp_path / "var" / name).stat().st_mode) == 0o600
    assert len(first.secret_key) >= 50


def test_two_checkouts_have_secrets_of_their_own(tmp_path: Path) -> None:
    one, two = (environment.read(knobs(tmp_path / name)) for name in ("one", "two"))

    assert one.password != two.password
    assert one.secret_key != two.secret_key


def test_a_password_that_is_set_is_used_and_not_kept(tmp_path: Path) -> None:
    demo = environment.read(knobs(tmp_path, DEMO_PASSWORD="correct horse"))

    assert demo.environment("postgresql:///x")["DEMO_PASSWORD"] == "correct horse"
    assert not (tmp_path / "demo-password").exists()


def test_a_secret_cut_off_before_it_was_written_is_made_up_again(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch(mode=0o600)

    demo = environment.read(knobs(tmp_path))

    assert (tmp_path / "secret-key").read_text() == demo.secret_key != ""


def test_a_data_folder_that_cannot_be_made_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(environment.RefusedError, match="DATA_DIR"):
        environment.read(knobs(tmp_path / "file"))


def test_a_command_by_hand_works_on_the_demo_beside_it(tmp_path: Path) -> None:
    assert environment.beside_a_demo({"DATA_DIR": str(tmp_path)}) == {}

    environment.read(knobs(tmp_path))

    assert environment.beside_a_demo({"DATA_DIR": str(tmp_path)}) == {
        "DEMO": "1",
        "SECRET_KEY_FILE": str(tmp_path / "secret-key"),
        "DEMO_PASSWORD_FILE": str(tmp_path / "demo-password"),
    }


def test_a_command_with_a_secret_key_of_its_own_is_not_the_demos(tmp_path: Path) -> None:
    environment.read(knobs(tmp_path))

    assert environment.beside_a_demo({"DATA_DIR": str(tmp_path), "SECRET_KEY": "x"}) == {}
    another = {"DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql:///another"}
    assert environment.beside_a_demo(another) == {}
