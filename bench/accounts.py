"""Logging in as a person does, for a cookie to measure with."""

from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

MEMBER = "member@example.org"
LOGIN = "/accounts/login/"


def session_cookie(site: str, password: str) -> str:
    """The cookie header of the demo's member, logged in over HTTP."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    opener.open(site + LOGIN).close()
    token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    form = {"login": MEMBER, "password": password, "csrfmiddlewaretoken": token}
    request = Request(  # noqa: S310 - our own address
        site + LOGIN, urlencode(form).encode(), {"Referer": site + LOGIN, "Origin": site}
    )
    opener.open(request).close()
    session = next((cookie.value for cookie in jar if cookie.name == "sessionid"), None)
    if session is None:
        raise RuntimeError("The demo's member could not be logged in.")
    return f"sessionid={session}"
