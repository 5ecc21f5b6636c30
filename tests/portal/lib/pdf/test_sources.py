"""What a paper may be made of, and that nothing else is ever reached."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.lib.pdf import sources
from portal.lib.pdf.paper import Paper
from portal.lib.pdf.printer import Printer
from tests import papers


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what it was asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


def test_static_files_fonts_and_stored_files_are_read() -> None:
    name = default_storage.save("papers/picture.svg", ContentFile(b"<svg/>"))

    assert sources.read("static:img/mark.svg") == sources.Source(
        Path("static/img/mark.svg").read_bytes(), "image/svg+xml"
    )
    assert sources.read(f"stored:{name}") == sources.Source(b"<svg/>", "image/svg+xml")
    for font in sources.FONTS:
        source = sources.read(f"font:{font}")
        assert source is not None
        assert len(source.content) > 100_000


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.png",
        "https://example.org/a.png",
        "ftp://example.org/a.png",
        "file:///etc/passwd",
        "/etc/passwd",
        "static:../manage.py",
        "static:/etc/passwd",
        "static:none.css",
        "static:",
        "font:../__init__.py",
        "font:none.ttf",
        "stored:../secret_key",
        "stored:/etc/passwd",
        "stored:none.png",
        "stored:",
        "data:text/plain,hello",
        "",
    ],
)
def test_every_other_address_leads_to_nothing(address: str) -> None:
    assert sources.read(address) is None


def test_printing_reaches_neither_the_network_nor_this_machines_files(
    printer: Printer, asked: tuple[str, list[str]], tmp_path: Path, deadline: float
) -> None:
    address, paths = asked
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>secret</text></svg>')
    inner = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{address}/inner.png'/></svg>"
    html = f"""<!doctype html><html lang="en"><head><title>x</title>
        <link rel="stylesheet" href="{address}/linked.css">
        <link rel="attachment" href="{secret.as_uri()}"></head><body><p>Words.</p>
        <img alt="a" src="{address}/a.png"><img alt="b" src="{secret.as_uri()}">
        <img alt="c" src="data:image/svg+xml,{inner}"><object data="{address}/o.svg"></object>
        <a rel="attachment" href="{address}/attached">x</a></body></html>"""
    css = f"""@import url("{address}/imported.css"); @font-face {{ font-family: x; src: url("{address}/x.ttf") }}
        p {{ background: url("{address}/b.png"); font-family: x; content: url({secret.as_uri()}) }}"""

    content = printer.print(Paper(html=html, css=css), deadline=deadline)

    assert paths == []
    assert b"EmbeddedFile" not in content
    words = papers.words_of(papers.read(content))
    assert "Words." in words
    assert "secret" not in words
