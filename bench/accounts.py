"""Logging in as people do, for cookies to measure with."""

from collections.abc import Iterable
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

MEMBER = "member@example.org"
LOGIN = "/accounts/login/"


def cookies(site: str, people: Iterable[str], password: str) -> tuple[str, ...]:
    """The cookies that each person's browser sends, by their e-mail addresses."""
    return tuple(_cookies_of(one, site, password) for one in people)


def _cookies_of(email: str, site: str, password: str) -> str:
    """After logging in over HTTP."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    opener.open(site + LOGIN).close()
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    form = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    request = Request(  # noqa: S310 - our own address
        site + LOGIN, urlencode(form).encode(), {"Referer": site + LOGIN, "Origin": site}
    )
    opener.open(request).close()
    sent = {cookie.name: cookie.value for cookie in jar}
    if "sessionid" not in sent:
        raise RuntimeError(f"{email} could not be logged in.")
    return "; ".join(f"{name}={value}" for name, value in sent.items())
