"""The crowd that asks for few seats is signed in, and the registration that it asks for is open."""

import pytest
from django.test import Client

from bench.crowd import main
from tests.factories import make_city, make_group

pytestmark = pytest.mark.django_db


def test_who_comes_first_is_seated() -> None:
    make_group()
    for _ in range(2):
        make_city()

    address, *keys = main("3", "2").split()
    answers = []
    for key in keys:
        client = Client()
        client.cookies["sessionid"] = key
        answers.append(client.post(address).status_code)

    assert (answers, main("seated")) == ([302, 302, 302], "2")
