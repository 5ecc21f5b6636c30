"""The demo's mail, read in the browser; elsewhere there is no such address."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse

from tests.demo_addresses import demo_addresses


@pytest.fixture
def demo(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    with demo_addresses(settings, tmp_path / "mail"):
        yield


def keep(subject: str, body: str = "Words", **fields: object) -> None:
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend")
    mail = EmailMessage(subject, body, "staff@example.org", ["member@example.org"], **fields)  # type: ignore[arg-type]
    backend.send_messages([mail])


@pytest.mark.usefixtures("demo")
def test_no_mail_yet_says_how_to_get_some(client: Client) -> None:
    page = client.get("/demo/mail/").content.decode()

    assert "No mail yet" in page
    assert "exists only in the demo" in page


@pytest.mark.usefixtures("demo")
def test_mail_is_listed_and_read(client: Client) -> None:
    keep("Łódź & co", "Dear <b>Renée</b>,\n\nhttps://portal.example/x\n")

    listed = client.get("/demo/mail/").content.decode()
    assert "Łódź &amp; co" in listed
    name = listed.split(reverse("demo_mail"))[-1].split("/")[0]
    page = client.get(reverse("demo_mail_detail", args=[name])).content.decode()

    assert "exists only in the demo" in page
    assert "Dear &lt;b&gt;Renée&lt;/b&gt;" in page
    assert 'href="https://portal.example/x"' in page
    assert "member@example.org" in page


@pytest.mark.usefixtures("demo")
def test_two_mails_of_one_second_are_two(client: Client, settings: LazySettings) -> None:
    keep("First")
    keep("Second")
    kept = list(Path(settings.EMAIL_FILE_PATH).glob("*.log"))
    written = b"".join(file.read_bytes() for file in kept)
    for file in kept:
        file.unlink()
    kept[0].write_bytes(written)

    page = client.get("/demo/mail/").content.decode()

    assert "First" in page
    assert "Second" in page


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("name", ["none", "..", "20260101-000000-1-1", "..%2f..%2fetc%2fpasswd"])
def test_what_is_not_a_kept_mail_is_not_found(client: Client, name: str) -> None:
    keep("Kept")

    assert client.get(f"/demo/mail/{name}/").status_code == 404


def test_there_is_no_such_address_outside_the_demo(client: Client) -> None:
    assert client.get("/demo/mail/").status_code == 404
    with pytest.raises(Exception, match="demo_mail"):
        reverse("demo_mail")


@pytest.mark.usefixtures("demo")
def test_the_moment_of_sending_is_that_of_the_clock_it_names(client: Client) -> None:
    keep("Dated", headers={"Date": "Mon, 23 Nov 2026 01:24:44 -0000"})

    assert "23 November 2026, 02:24 CET" in client.get("/demo/mail/").content.decode()
