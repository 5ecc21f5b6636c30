"""What the installer decides: which Python, which system packages, which virtual environment to trust."""

import contextlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "requirements" / "install.py"


@pytest.fixture
def install() -> ModuleType:
    return loaded()


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("install", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def prepare_checkout(install: ModuleType, folder: Path) -> None:
    """Its requirements are small enough to install in a test."""
    (folder / "requirements").mkdir(parents=True)
    for name in install.SETS:
        (folder / "requirements" / f"{name}.txt").write_text("# nothing\n")
    setattr(install, "CHECKOUT", folder)  # noqa: B010 - a module says of no name of its own that it may be set


@pytest.fixture
def somewhere_else(install: ModuleType, tmp_path: Path) -> Path:
    prepare_checkout(install, tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Another checkout with its environment, and what was said: to make one takes longer than all else here."""
    install, folder = loaded(), tmp_path_factory.mktemp("made") / "checkout"
    prepare_checkout(install, folder)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        install.install_requirements(["run"], install.find_python(), folder / ".venv")
    return folder, said.getvalue()


@pytest.fixture
def installed(install: ModuleType, made: tuple[Path, str]) -> Iterator[Path]:
    """That checkout; what a test does to it is undone, as an environment is bound to its place."""
    folder, _ = made
    as_made = folder.with_name("as made")
    shutil.copytree(folder, as_made, symlinks=True)
    setattr(install, "CHECKOUT", folder)  # noqa: B010 - a module says of no name of its own that it may be set
    yield folder
    shutil.rmtree(folder)
    as_made.rename(folder)


@pytest.mark.parametrize(
    ("version", "supported"),
    [((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False), ((2, 7), False)],
)
def test_python_3_11_to_3_13_are_supported(
    install: ModuleType, version: tuple[int, int], supported: bool
) -> None:
    assert install.is_supported(version) is supported


def test_nothing_is_missing_on_the_machine_that_runs_the_tests(install: ModuleType) -> None:
    assert install.missing_needs(["run", "test"], install.find_python()) == []


def test_a_missing_library_or_program_is_a_need(install: ModuleType) -> None:
    library = install.Need("X", "libx", "x", libraries=("no-such-library",))
    program = install.Need("Y", "y", "y", programs=("no-such-program",))
    shell = install.Need("sh", "dash", "dash", programs=("no-such-program", "sh"))

    assert [need.is_there() for need in (library, program, shell)] == [False, False, True]


def test_a_python_without_venv_is_a_need(install: ModuleType, tmp_path: Path) -> None:
    without = tmp_path / "python3"
    without.write_text("#!/bin/sh\nexit 1\n")
    without.chmod(0o755)

    assert install.VENV in install.missing_needs([], str(without))


def test_root_installs_by_apt_in_one_go_and_waits_for_another_apt(install: ModuleType) -> None:
    (command,) = install.install_commands("apt", [*install.PANGO, install.BROWSER], root=True)

    assert command[:3] == ["apt-get", "install", "-y"]
    assert "DPkg::Lock::Timeout=300" in command
    assert command[-4:] == [
        "chromium",
        "libharfbuzz-subset0",
        "libpango-1.0-0",
        "libpangoft2-1.0-0",
    ]


def test_others_are_told_the_one_command_to_type(install: ModuleType) -> None:
    commands = install.install_commands("apt", [install.POPPLER], root=False)

    assert install.typed("apt", commands).startswith(
        "sudo apt-get update && sudo apt-get install -y"
    )
    assert install.typed("apt", commands).endswith("poppler-utils")


def test_brew_gets_formulas_and_casks_apart(install: ModuleType) -> None:
    needs = [*install.PANGO, install.BROWSER]

    assert install.install_commands("brew", needs, root=False) == [
        ["brew", "install", "harfbuzz", "pango"],
        ["brew", "install", "--cask", "chromium"],
    ]


def test_every_requirement_file_is_pinned_by_hash_and_names_no_address(install: ModuleType) -> None:
    for name in install.SETS:
        text = install.requirement_file(name).read_text()
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert all("==" in pin and pin.endswith("\\") for pin in pins)
        assert text.count("--hash=sha256:") >= len(pins) > 0
        assert "://" not in text


def test_the_virtual_environment_is_made_once(
    install: ModuleType,
    made: tuple[Path, str],
    installed: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, first = made

    install.install_requirements(["run"], install.find_python(), installed / ".venv")

    assert "Making the virtual environment" in first
    assert capsys.readouterr().out == ""


def test_changed_pins_are_installed_into_what_is_there(
    install: ModuleType, installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (installed / "requirements" / "run.txt").write_text("# nothing new\n")

    install.install_requirements(["run"], install.find_python(), installed / ".venv")

    assert capsys.readouterr().out == "Installing the pinned packages of: run.\n"


@pytest.mark.parametrize("broken", ["bin/python", "installed.json"])
def test_a_broken_or_half_installed_environment_is_made_anew(
    install: ModuleType, installed: Path, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    venv = installed / ".venv"
    (venv / broken).unlink()
    (venv / "left over").touch()

    install.install_requirements(["run"], install.find_python(), venv)

    assert capsys.readouterr().out.count("Making the virtual environment") == 1
    assert not (venv / "left over").exists()
    assert install.is_whole(venv / "bin" / "python")


def test_a_failed_installation_is_not_taken_for_done(install: ModuleType, installed: Path) -> None:
    (installed / "requirements" / "run.txt").write_text("not-pinned\n")

    with pytest.raises(SystemExit, match="could not be installed"):
        install.install_requirements(["run"], install.find_python(), installed / ".venv")

    assert install.read_stamp(installed / ".venv" / "installed.json") is None


def test_our_own_modules_are_compiled_even_where_starts_write_nothing(
    install: ModuleType, somewhere_else: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in install.OUR_PACKAGES:
        (somewhere_else / package).mkdir()
        (somewhere_else / package / "one.py").touch()
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    install.compile_modules(Path(sys.executable))

    compiled = {path.parents[1].name for path in somewhere_else.rglob("__pycache__/one.*.pyc")}
    assert compiled == set(install.OUR_PACKAGES)


def test_an_unknown_set_is_refused() -> None:
    asked = subprocess.run(
        [sys.executable, SCRIPT, "everything"], capture_output=True, text=True, check=False
    )

    assert asked.returncode == 1
    assert "Say which sets to install: run, demo, test, bench." in asked.stderr


def test_no_package_manager_is_called_when_nothing_is_missing(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = tmp_path / "called"
    for name in ("apt-get", "brew"):
        (tmp_path / name).write_text(f"#!/bin/sh\ntouch '{called}'\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    install.install_system_packages([])

    assert not called.exists()


def test_a_failing_package_manager_ends_it_with_the_command_to_type(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("apt-get", "brew"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 100\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = install.Need("X", "libx", "x", libraries=("no-such-library",))

    with pytest.raises(SystemExit, match="install"):
        install.install_system_packages([missing])
