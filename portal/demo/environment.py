"""The demo's environment: what may be set, what is made up and kept, and what is refused."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
KEY = "secret-key"
PASSWORD = "demo-password"  # noqa: S105  a file's name
# No letter that is read as another.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class RefusedError(Exception):
    """The demo cannot start like this; the message says what to change."""


@dataclass(frozen=True)
class Demo:
    """The knobs as they are set."""

    port: int
    folder: Path
    database_url: str | None
    password: str
    secret_key: str

    @property
    def url(self) -> str:
        # By name: passkeys refuse an address made of numbers.
        return f"http://localhost:{self.port}"

    def environment(self, database_url: str) -> dict[str, str]:
        """What the portal's settings read."""
        return {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DEMO": "1",
            "DEBUG": "0",
            "PORT": str(self.port),
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": database_url,
            "DEMO_PASSWORD": self.password,
            "SECRET_KEY": self.secret_key,
            "SITE_URL": self.url,
            "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
            "GRACEFUL_SECONDS": "3",
        }


def read(environ: Mapping[str, str]) -> Demo:
    """Read the knobs and refuse a port that is taken, before anything is made or started."""
    port = _port(environ.get("PORT") or "8000")
    refuse_taken(port)
    folder = Path(environ.get("DATA_DIR") or CHECKOUT / "var").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        key = environ.get("SECRET_KEY") or kept(folder / KEY, secrets.token_urlsafe(48))
        password = environ.get("DEMO_PASSWORD") or kept(folder / PASSWORD, made_up_password())
    except OSError as error:
        raise RefusedError(
            f"The demo keeps its things in {folder}, and cannot write there: {error.strerror}. "
            "Set DATA_DIR to a folder of your own: make demo DATA_DIR=/some/where"
        ) from error
    return Demo(port, folder, environ.get("DATABASE_URL") or None, password, key)


def refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise RefusedError(
                f"Port {port} cannot be had ({error.strerror}): perhaps another demo is running. "
                f"Choose another one: make demo PORT={port + 1 if port < 65535 else 8000}"
            ) from error


def kept(path: Path, new: str) -> str:
    """The secret that `path` keeps, readable by its owner alone; *new* the first time."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(new)
    except FileExistsError:
        return path.read_text().strip() or _again(path, new)
    return new


def made_up_password() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def _again(path: Path, new: str) -> str:
    """An earlier start was cut off between making the file and filling it."""
    path.write_text(new)
    return new


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise RefusedError(f"PORT is {text!r}: write a number from 1 to 65535.")
    return int(text)


def beside_a_demo(environ: Mapping[str, str]) -> dict[str, str]:
    """What a command by hand lacks to work on the demo of this checkout.

    Nothing, when it was given a secret key or a database itself: then it is not the demo that is meant.
    """
    folder = Path(environ.get("DATA_DIR") or CHECKOUT / "var").absolute()
    given = {"SECRET_KEY", "SECRET_KEY_FILE", "DATABASE_URL", "DATABASE_URL_FILE"}
    if given & environ.keys() or not (folder / KEY).exists():
        return {}
    return {
        "DEMO": "1",
        "SECRET_KEY_FILE": str(folder / KEY),
        "DEMO_PASSWORD_FILE": str(folder / PASSWORD),
    }
