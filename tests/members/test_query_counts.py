"""The pages of ways in ask as often with many rows as with one."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.models import Person
from tests.factories import make_city as a_city
from tests.factories import make_group, make_group_membership, make_person, make_staff
from tests.factories import make_post as a_post
from tests.test_query_counts import MOST, queries

pytestmark = pytest.mark.django_db

MANY = 30


def grow(person: Person, number: int) -> None:
    """One more of everything: a colleague, a post, a group, a passkey, a browser."""
    city = a_city()
    make_person(city=city)
    a_post(person=person, city=city)
    make_group_membership(person=person, group=make_group())
    data = {"name": f"Key {number}", "credential": {}}
    Authenticator.objects.create(user=person, type="webauthn", data=data)
    key = f"another{number:025}"
    tomorrow = timezone.now() + timedelta(days=1)
    Session.objects.create(session_key=key, session_data="", expire_date=tomorrow)
    UserSession.objects.create(user=person, session_key=key, ip="127.0.0.1", user_agent="Firefox")


def test_as_often_with_one_row_as_with_many(client: Client) -> None:
    staff = make_staff()
    client.force_login(staff)
    addresses = [
        reverse("mfa_index"),
        reverse("usersessions_list"),
        reverse("manage_everyone"),
        reverse("manage_person", args=[staff.pk]),
    ]
    grow(staff, 0)
    with_one = {address: len(queries(client, address)) for address in addresses}
    for number in range(1, MANY):
        grow(staff, number)
    with_many = {address: len(queries(client, address)) for address in addresses}

    assert with_one == with_many
    assert {address: count for address, count in with_many.items() if count > MOST} == {}
