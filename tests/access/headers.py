"""What every response must say to the browser, and what it leaves open."""

import re
from typing import Any

# Nothing foreign and nothing inline. A hash may stand for an import map.
SOURCE = re.compile(r"'self'|'none'|'sha256-[A-Za-z0-9+/=]+'")
CLOSED = {"default-src": ["'none'"], "frame-ancestors": ["'none'"]}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy_of(response: Any) -> dict[str, list[str]]:
    directives = response["Content-Security-Policy"].split(";")
    return {name: sources for name, *sources in (each.split() for each in directives if each)}


def open_points(response: Any) -> list[str]:
    """What a response leaves open, in words."""
    missing = [
        f"{name}: {response.get(name)}"
        for name, value in HEADERS.items()
        if response.get(name) != value
    ]
    if "Permissions-Policy" not in response:
        missing.append("no Permissions-Policy")
    if "Content-Security-Policy" not in response:
        return [*missing, "no Content-Security-Policy"]
    policy = policy_of(response)
    foreign = {
        source
        for name, sources in policy.items()
        if name != "sandbox"
        for source in sources
        if not SOURCE.fullmatch(source)
    }
    if foreign:
        missing.append(f"sources {foreign}")
    is_based = "sandbox" in policy or policy.get("base-uri") == ["'none'"]
    if not is_based or any(policy.get(name) != sources for name, sources in CLOSED.items()):
        missing.append(f"open policy {policy}")
    return missing
