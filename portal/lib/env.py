"""Reading settings from the environment, refusing nonsense with a sentence that names the variable.

Each reader also accepts ``NAME_FILE``, the path of a file that holds the value, as secrets are mounted.
"""

import os
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """The value of NAME, or of the file that NAME_FILE names; without either, the default."""
    if (value := os.environ.get(name)) is not None:
        return _given(name, value.strip(), default)
    if path := os.environ.get(f"{name}_FILE"):
        try:
            value = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}_FILE names {path}, which cannot be read: {error.strerror}."
            ) from error
        return _given(name, value, default)
    if default is None:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it, or {name}_FILE to a file that holds it."
        )
    return default


def _given(name: str, value: str, default: str | None) -> str:
    """What has no default may not be empty either."""
    if not value and default is None:
        raise ImproperlyConfigured(f"{name} is empty. Say what it is.")
    return value


def switch(name: str, *, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")


def number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(
            f"{name} is {value!r}: write a whole number of at least {least}."
        )
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas."""
    return [word for part in text(name, default).split(",") if (word := part.strip())]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}: write one of {', '.join(allowed)}.")
    return value


def day(name: str, default: str) -> date:
    """A date, written as 2026-11-22."""
    value = text(name, default)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {value!r}: write a date as {default}.") from error


def secret(name: str, *, at_least: int = 32) -> str:
    """A secret that must be given and long enough; there is never a default."""
    value = text(name)
    if len(value) < at_least:
        raise ImproperlyConfigured(
            f"{name} has {len(value)} characters: give it at least {at_least} random ones."
        )
    return value


def database(url: str, *, pool_size: int | None) -> dict[str, object]:
    """Django's database settings from ``postgresql://user:password@host:port/name?option=value``.

    A socket folder stands in the query as ``host=``. ``pool_size`` None connects without a pool.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgresql:// since the portal runs on PostgreSQL only."
        )
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = str(options.pop("host", parts.hostname or ""))
    port = str(options.pop("port", parts.port or ""))
    if pool_size is not None:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "portal",
        "USER": unquote(parts.username or str(options.pop("user", ""))),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": port,
        "OPTIONS": options,
    }
