"""What this installation has: settings that can be read, a folder to write in, a way out for mail."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection

from portal.lib.doctor import database
from portal.lib.doctor.finding import Finding


def findings() -> Iterator[Finding]:
    refused = refused_setting()
    if refused:
        yield Finding("Settings", "refused", refused)
        return
    yield Finding("Settings", f"{os.environ['DJANGO_SETTINGS_MODULE']}, secret key given")
    yield data_folder(Path(settings.DATA_DIR))
    yield mail()
    yield from database.findings()


def refused_setting() -> str:
    """Why the settings cannot be read, in the words of whichever refused."""
    try:
        django.setup()
    except ImproperlyConfigured as error:
        return str(error)
    return ""


def data_folder(folder: Path) -> Finding:
    """It, or else the nearest folder above it that is there, must be ours to write in."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return Finding("Data folder", str(folder))
    return Finding(
        "Data folder",
        f"{folder} cannot be written in",
        "Make it this user's own, or set DATA_DIR to a folder that is.",
    )


def mail() -> Finding:
    """Whether the mail server takes a connection; nothing is sent."""
    if not settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend"):
        return Finding("Mail", f"goes nowhere but to {settings.EMAIL_BACKEND}")
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        get_connection(timeout=5).open()
    except (OSError, socket.gaierror) as error:
        return Finding(
            "Mail",
            f"{server} does not take our mail ({error})",
            "Set EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER and EMAIL_HOST_PASSWORD to your mail server's.",
        )
    return Finding("Mail", server)
