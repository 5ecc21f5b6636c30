"""Strangers' questions that were answered before are answered again before Django, word for word."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db import Error
from django.utils import timezone

from portal.lib import content_version, kept

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

TELLS_WHO: Final = frozenset({"HTTP_COOKIE", "HTTP_AUTHORIZATION"})
# What a request for a kept page may differ in for its answer to differ, beside its cookies: its address as it was
# sent, and what decides how a copy is answered with. An answer whose ``Vary`` names anything else is not said again.
ASKED_BY: Final = (
    "wsgi.url_scheme",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_HOST",
    "SERVER_NAME",
    "SERVER_PORT",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
)
VARIES_BY: Final = frozenset({"cookie", "accept-encoding", "accept-language"})
# Who sends more than a browser does is answered all the same, but not remembered.
MOST_SIGNS_OF_A_QUESTION: Final = 1000


@dataclass(frozen=True)
class Answer:
    """What the whole of Django said to one question, made from a copy: as it went to the web server."""

    copy: kept.Copy
    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)

    def is_for_any_stranger(self) -> bool:
        said = {name.lower(): value for name, value in self.headers}
        varies = {word.strip().lower() for word in said.get("vary", "").split(",")}
        return "set-cookie" not in said and varies <= VARIES_BY


def question_of(environ: dict[str, Any]) -> tuple[str, ...] | None:
    """What is asked, of a request that says nothing at all of who asks; two that ask the same are answered alike."""
    if environ["REQUEST_METHOD"] != "GET" or not TELLS_WHO.isdisjoint(environ):
        return None
    question = tuple([environ.get(name, "") for name in ASKED_BY])
    return question if sum(map(len, question)) <= MOST_SIGNS_OF_A_QUESTION else None


class KeptAnswers:
    """Before Django: says again what Django said when the same was asked, while the copy that it gave still holds.

    It decides nothing: which pages are kept, for whom and until when is the middleware's, and whatever it has not
    heard answered from a copy, word for word, it leaves to Django.
    """

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application
        self.shelf = kept.Shelf[Answer]()
        self.readings = content_version.Readings()

    def __call__(self, environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        question = question_of(environ)
        if question is None:
            return self.application(environ, start_response)
        answer = self.shelf.find(question)
        if answer is None or not self._holds(answer):
            return self._listen(question, environ, start_response)
        start_response(answer.status, list(answer.headers))
        return [answer.body]

    def _holds(self, answer: Answer) -> bool:
        try:
            version = self.readings.current()
        except Error:
            # Django meets the same, and says so as it does.
            return False
        return answer.copy.holds(version, timezone.now())

    def _listen(
        self, question: tuple[str, ...], environ: dict[str, Any], start_response: "StartResponse"
    ) -> Iterable[bytes]:
        said: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]], *wrong: Any) -> Any:
            said.append((status, list(headers)))
            return start_response(status, headers, *wrong)

        response = self.application(environ, note)
        copy = environ.get(kept.GIVEN)
        if copy is None or len(said) != 1:
            return response
        try:
            body = b"".join(response)
        finally:
            # Closing is how Django learns that a request has ended.
            getattr(response, "close", lambda: None)()
        status, headers = said[0]
        answer = Answer(copy, status, tuple(headers), body)
        if answer.is_for_any_stranger():
            self.shelf.put(question, answer)
        return [body]
