"""Installs what `make` needs: system packages, then .venv from the hash-pinned requirement files beside this one.

    python3 requirements/install.py run demo test

Nothing is done twice: what is there is left alone. It uses the standard library only, and is readable by
older Pythons than we support, so as to tell their users what to do.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

CHECKOUT = Path(__file__).resolve().parent.parent
# Sets with a requirement file; "bench" needs programs of the system alone.
SETS = ("run", "demo", "test")
OUR_PACKAGES = ("portal", "members", "visits", "documents")
OLDEST, NEWEST = (3, 11), (3, 13)
SYSTEM_PYTHON = "/usr/bin/python3"


class Need:
    """Something of the system, how to see whether it is there, and the packages that bring it."""

    def __init__(
        self,
        what: str,
        apt: str,
        brew: str,
        libraries: tuple[str, ...] = (),
        programs: tuple[str, ...] = (),
    ) -> None:
        self.what = what
        self.packages = {"apt": apt, "brew": brew}
        self.libraries = libraries
        self.programs = programs

    def is_there(self) -> bool:
        if self.programs and not any(shutil.which(program) for program in self.programs):
            return False
        return all(has_library(library) for library in self.libraries)


VENV = Need("Python's venv", apt="python3-venv", brew="python@3.13")
PANGO = (
    Need("Pango", "libpango-1.0-0", "pango", libraries=("pango-1.0",)),
    Need("Pango for FreeType", "libpangoft2-1.0-0", "pango", libraries=("pangoft2-1.0",)),
    Need("HarfBuzz subsetting", "libharfbuzz-subset0", "harfbuzz", libraries=("harfbuzz-subset",)),
)
BROWSER = Need(
    "Chromium", "chromium", "chromium", programs=("chromium", "chromium-browser", "google-chrome")
)
POPPLER = Need(
    "Poppler's tools", "poppler-utils", "poppler", programs=("pdftotext", "pdfinfo", "pdftoppm")
)
LOAD = Need("wrk, which makes load", "wrk", "wrk", programs=("wrk",))
NGINX = Need("nginx", "nginx-light", "nginx", programs=("nginx", "/usr/sbin/nginx"))
CASKS = ("chromium",)
NEEDS = {"run": PANGO, "demo": (), "test": (BROWSER, POPPLER), "bench": (LOAD, NGINX)}


def main(asked: list[str]) -> None:
    unknown = [name for name in asked if name not in NEEDS]
    if unknown or not asked:
        stop(f"Say which sets to install: {', '.join(NEEDS)}.")
    python = find_python()
    # Two makes at once take turns.
    with Path(__file__).open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        install_system_packages(missing_needs(asked, python))
        pinned = [name for name in asked if name in SETS]
        install_requirements(pinned, python, CHECKOUT / ".venv")
        compile_modules(CHECKOUT / ".venv" / "bin" / "python")


# Python -------------------------------------------------------------------------------------------


def is_supported(version: tuple[int, ...]) -> bool:
    return OLDEST <= version <= NEWEST


def find_python() -> str:
    """This Python, or another one of this machine that we support; a virtual environment is seen through."""
    if is_supported(sys.version_info[:2]):
        return str(getattr(sys, "_base_executable", sys.executable))
    names = [f"python3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    found = next(
        (path for path in map(shutil.which, names) if path and runs(path, "import sys")), None
    )
    if found is None:
        stop(
            f"This is Python {sys.version.split()[0]}, and the portal runs on Python 3.11 to 3.13. "
            "Install one of these beside it (macOS: brew install python@3.13), then start again; "
            "it is found by its name, such as python3.12."
        )
    return found


def runs(python: str, code: str) -> bool:
    try:
        return (
            subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


# The system ---------------------------------------------------------------------------------------


def missing_needs(asked: list[str], python: str) -> list[Need]:
    """What is not there. Root looks after the system's own Python too, which is what other users have."""
    needs = [need for name in asked for need in NEEDS[name] if not need.is_there()]
    pythons = [python]
    if os.geteuid() == 0 and shutil.which("apt-get") and Path(SYSTEM_PYTHON).exists():
        pythons.append(SYSTEM_PYTHON)
    if not all(runs(each, "import ensurepip, venv") for each in pythons):
        needs.insert(0, VENV)
    return needs


def has_library(name: str) -> bool:
    names = [f"lib{name}.so.0", f"lib{name}.dylib"]
    folders = ("", "/opt/homebrew/lib/", "/usr/local/lib/")
    for path in [folder + each for each in names for folder in folders]:
        try:
            ctypes.CDLL(path)
        except OSError:
            continue
        return True
    return False


def package_manager() -> str:
    if sys.platform == "darwin":
        return "brew"
    return "apt" if shutil.which("apt-get") else ""


def install_commands(manager: str, needs: list[Need], *, root: bool) -> list[list[str]]:
    """The commands that bring what is missing, each a list of words."""
    packages = sorted({need.packages[manager] for need in needs})
    if manager == "brew":
        casks = [package for package in packages if package in CASKS]
        formulas = [package for package in packages if package not in CASKS]
        commands = [["brew", "install", *formulas]] if formulas else []
        return commands + ([["brew", "install", "--cask", *casks]] if casks else [])
    install = ["apt-get", "install", "-y", "--no-install-recommends"]
    if not root:
        return [["sudo", *install, *packages]]
    # Another apt may be at work: wait for it rather than fail.
    return [[*install, "-o", "DPkg::Lock::Timeout=300", *packages]]


def install_system_packages(needs: list[Need]) -> None:
    if not needs:
        return
    names = ", ".join(need.what for need in needs)
    manager = package_manager()
    root = os.geteuid() == 0
    if not manager:
        stop(f"Missing on this machine: {names}. Install them with your system's package manager.")
    commands = install_commands(manager, needs, root=root)
    if (manager == "apt" and not root) or not shutil.which(
        "brew" if manager == "brew" else "apt-get"
    ):
        stop(
            f"Missing on this machine: {names}. Type this, then start again:\n\n    {typed(manager, commands)}"
        )
    say(f"Installing for the system: {names}.")
    if manager == "apt" and not has_package_lists():
        call(["apt-get", "update"])
    for command in commands:
        if not (call(command) or (refreshed(manager) and call(command))):
            stop(
                f"That did not work. Mend what it says above, or type it yourself:\n\n    {' '.join(command)}"
            )
    still = [need.what for need in needs if not need.is_there()]
    if still:
        stop(f"Installed, and still not found: {', '.join(still)}.")


def typed(manager: str, commands: list[list[str]]) -> str:
    first = [["sudo", "apt-get", "update"]] if manager == "apt" else []
    return " && ".join(" ".join(command) for command in first + commands)


def refreshed(manager: str) -> bool:
    """A failed install may only be one of yesterday's lists."""
    return manager == "apt" and call(["apt-get", "update"])


def has_package_lists() -> bool:
    """Whether apt knows any package: a fresh container's image comes without lists."""
    return any("_Packages" in path.name for path in Path("/var/lib/apt/lists").glob("*"))


def call(command: list[str]) -> bool:
    say("$ " + " ".join(command))
    environment = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    return subprocess.call(command, env=environment, stdin=subprocess.DEVNULL) == 0


# The virtual environment --------------------------------------------------------------------------


def install_requirements(asked: list[str], python: str, venv: Path) -> None:
    """Bring .venv to what the files pin; a broken or half-installed one is made anew."""
    stamp = venv / "installed.json"
    done = read_stamp(stamp)
    inside = venv / "bin" / "python"
    if done is None or done.get("at") != str(venv) or not is_whole(inside):
        say(f"Making the virtual environment .venv with {python}.")
        if subprocess.call([python, "-m", "venv", "--clear", str(venv)]) != 0:
            stop("The virtual environment could not be made; see above.")
        done = {"at": str(venv)}
    wanted = {name: fingerprint(name) for name in asked}
    if all(done.get(name) == wanted[name] for name in asked):
        return
    stamp.unlink(missing_ok=True)
    say(f"Installing the pinned packages of: {', '.join(asked)}.")
    if subprocess.call(pip_command(inside, asked), env={**os.environ, "PIP_USER": "0"}) != 0:
        stop("The packages could not be installed; see above. Say it again once that is mended.")
    done.update(wanted)
    stamp.write_text(json.dumps(done))


def pip_command(inside: Path, asked: list[str]) -> list[str]:
    files = [word for name in asked for word in ("-r", str(requirement_file(name)))]
    options = [
        "--require-hashes",
        "--no-deps",
        "--only-binary=:all:",
        "--no-input",
        "--disable-pip-version-check",
    ]
    return [str(inside), "-m", "pip", "install", *options, *files]


def compile_modules(inside: Path) -> None:
    """Of our own modules too, as pip does of packages: who serves them may not be allowed to write here.

    Python would then compile them anew at each start, which takes longer than all else in it.
    """
    folders = [str(folder) for folder in map(CHECKOUT.joinpath, OUR_PACKAGES)]
    subprocess.call([str(inside), "-m", "compileall", "-q", *folders])


def read_stamp(stamp: Path) -> dict[str, str] | None:
    """What was installed to its end; None when an installation was begun and not finished, or never was."""
    try:
        done: dict[str, str] = json.loads(stamp.read_text())
    except (OSError, ValueError):
        return None
    return done


def is_whole(inside: Path) -> bool:
    check = f"import sys, pip; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    return runs(str(inside), check)


def requirement_file(name: str) -> Path:
    return CHECKOUT / "requirements" / (name + ".txt")


def fingerprint(name: str) -> str:
    return hashlib.sha256(requirement_file(name).read_bytes()).hexdigest()


# Words --------------------------------------------------------------------------------------------


def say(sentence: str) -> None:
    print(sentence, flush=True)


def stop(sentence: str) -> NoReturn:
    sys.exit("\n" + sentence + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
