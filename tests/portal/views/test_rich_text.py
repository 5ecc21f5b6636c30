"""What the editor of formatted texts asks the portal for."""

import pytest
from django.test import Client

from tests.factories import make_representative, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client: Client) -> Client:
    return sign_in(client, make_representative())


def test_the_tools_have_names_in_words(writer: Client) -> None:
    page = writer.get("/editor/tools/").content.decode()

    for what in ("Heading", "Bold", "Numbered list", "Table", "Picture", "Undo"):
        assert f'aria-label="{what}"' in page


def test_what_is_pasted_comes_back_clean_and_says_what_was_left_out(writer: Client) -> None:
    html = "<h1 class=x>A</h1><img src='https://x.example/a.png'><p onclick=x()>b</p>"

    answer = writer.post("/editor/pasted/", html, content_type="text/html")

    assert answer.json() == {
        "html": "<h2>A</h2><p>b</p>",
        "said": "1 picture from elsewhere was left out: add it with the picture button.",
    }


def test_more_than_is_read_is_refused_with_a_sentence(writer: Client) -> None:
    answer = writer.post("/editor/pasted/", "a" * 1_500_001, content_type="text/html")

    assert answer.status_code == 413
    assert "longer than a page can be read" in answer.json()["said"]


def test_strangers_are_led_to_the_login(client: Client) -> None:
    assert client.get("/editor/tools/").status_code == 302
