"""More slow downloads than database connections leave the site quick: a real server, real sockets."""

import contextlib
import http.client
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.test import Client

from documents.models import Document
from tests.factories import make_document, make_representative, sign_in
from tests.servers import gunicorn

pytestmark = pytest.mark.django_db(transaction=True)

# The pool has WEB_THREADS + 2 connections; each reader below keeps a thread of the server busy.
CONNECTIONS = 3
SLOW_READERS = 8
# Far more than what the system keeps between server and reader.
CONTENT = bytes(24 * 1024 * 1024)
# Long enough for a busy machine to answer, and for one that is stopped never to.
PATIENCE = 60
STOPPED_SECONDS = 4


def slow_reader(port: int, path: str, cookie: str) -> socket.socket:
    """A download of which the first bytes were read, and then no more."""
    reader = socket.socket()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    reader.settimeout(PATIENCE)
    try:
        reader.connect(("127.0.0.1", port))
        reader.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        assert reader.recv(12) == b"HTTP/1.1 200"
    except BaseException:
        reader.close()
        raise
    return reader


def ask(port: int, path: str, *, seconds: int = PATIENCE) -> tuple[int, bytes]:
    with contextlib.closing(
        http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    ) as connection:
        connection.request("GET", path, headers={"Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.read()


@pytest.fixture
def document() -> Document:
    return make_document(content=CONTENT)


@pytest.fixture
def cookie(client: Client) -> str:
    sign_in(client, make_representative())
    return f"sessionid={client.cookies['sessionid'].value}"


@contextmanager
def server(application: str) -> Iterator[int]:
    with gunicorn(
        application,
        threads=SLOW_READERS + 4,
        WEB_THREADS=str(CONNECTIONS - 2),
        DATABASE_POOL="1",
        ALLOWED_HOSTS="127.0.0.1",
    ) as port:
        # Started, and its one connection open, before any clock runs.
        warm = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        warm.request("GET", "/readyz", headers={"Connection": "close"})
        assert warm.getresponse().read() == b"ready\n"
        warm.close()
        yield port


def test_slow_downloads_leave_the_site_quick(document: Document, cookie: str) -> None:
    path = f"/documents/{document.pk}/download/"

    with server("portal.wsgi") as port, ExitStack() as readers:
        for _ in range(SLOW_READERS):
            readers.enter_context(slow_reader(port, path, cookie))
        answers = [ask(port, "/readyz") for _ in range(CONNECTIONS + 1)]

    assert answers == [(200, b"ready\n")] * (CONNECTIONS + 1)


def test_without_giving_connections_back_they_would_stop_it(
    document: Document, cookie: str
) -> None:
    path = f"/documents/{document.pk}/download/"

    with server("tests.holding_wsgi") as port, ExitStack() as readers:
        for _ in range(CONNECTIONS):
            readers.enter_context(slow_reader(port, path, cookie))

        with pytest.raises(TimeoutError):
            ask(port, "/readyz", seconds=STOPPED_SECONDS)
