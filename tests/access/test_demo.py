"""The demo's mail has addresses where DEMO is set, and nowhere else."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal import access, urls
from portal.access import Answer

pytestmark = pytest.mark.django_db

DEMO_MAIL = "/demo/mail/"


@pytest.fixture
def demo(settings: LazySettings, tmp_path: Path) -> Iterator[ModuleType]:
    """The addresses as they are read when DEMO is set."""
    settings.DEMO = True
    settings.EMAIL_FILE_PATH = str(tmp_path)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    spec = importlib.util.spec_from_file_location("portal_urls_of_the_demo", urls.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    settings.ROOT_URLCONF = spec.name
    yield module
    del sys.modules[spec.name]


@pytest.mark.parametrize("address", [DEMO_MAIL, f"{DEMO_MAIL}20170223-0/"])
def test_nowhere_else(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_only_the_mail_is_added(demo: ModuleType) -> None:
    added = demo.urlpatterns[len(urls.urlpatterns) :]

    assert [str(pattern.pattern) for pattern in added] == [DEMO_MAIL.lstrip("/")]
    assert {pattern.name for pattern in added[0].url_patterns} == {row.name for row in access.DEMO}


@pytest.mark.usefixtures("demo")
def test_answers_a_stranger_in_the_demo(client: Client) -> None:
    mail.send_mail("A link", "To log in.", "a@example.org", ["b@example.org"])
    page = client.get(DEMO_MAIL)
    sent = next(each for each in page.context["mails"])
    addresses = {
        "": DEMO_MAIL,
        "a mail that was sent": reverse("demo_mail_detail", args=[sent.name]),
        "that does not exist": reverse("demo_mail_detail", args=["no-such-mail"]),
    }

    for row in access.DEMO:
        status = {Answer.OK: 200, Answer.NOT_FOUND: 404}[row.read[access.Persona.STRANGER]]
        assert client.get(addresses[row.situation]).status_code == status, row
        assert client.post(addresses[row.situation]).status_code == 405, row
