"""Every change of what pages show raises the version, whoever makes it and however."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction
from pghistory.models import Events

from members.models import City, Person
from portal.lib import content_version
from tests.factories import make_city, make_person
from tests.racing import race
from visits.models import Registration

# Tables whose changes no public page shows, each with the reason.
EXEMPT = {
    "auth_group": "Django's own, unused: permissions follow posts",
    "auth_group_permissions": "Django's own, unused",
    "auth_permission": "Django's own, unused",
    "django_content_type": "names of models",
    "django_session": "sessions are persons', and persons' pages are not kept",
    "account_emailaddress": "allauth's record of the addresses people log in with",
    "account_emailconfirmation": "allauth's, unused: addresses are not confirmed by mail",
    "mfa_authenticator": "second factors are on no public page",
    "usersessions_usersession": "where one is signed in is on no public page",
    "socialaccount_socialapp": "configuration, unused: providers come from settings",
    "socialaccount_socialaccount": "how one signs in elsewhere",
    "socialaccount_socialtoken": "the same",
    "members_citydomain": "which addresses may ask for access",
    "members_consent": "what a person agreed to",
    "members_invitationbatch": "who was invited together",
    "members_invitation": "who was invited",
    "members_invitation_groups": "and to which groups",
    "members_accessrequest": "who asked for access",
    "members_grouprequest": "who asked for a place in a group",
    "members_addresschange": "addresses that wait to be confirmed",
    "members_grouphistory": "what preparers see of earlier texts",
    "members_groupyearhistory": "the same",
    "visits_meetinghistory": "the same",
    "visits_agendaitemhistory": "the same",
    "visits_practicalparthistory": "the same",
    "pghistory_context": "the package's own, unused: the log tells who changed a text",
    "portal_autosave": "what somebody is writing",
    "visits_agendachange": "the way back while an agenda is edited",
    "visits_countdownstep": "what hosts and the desk see before a meeting",
    "visits_allotment": "seats that are kept: on no page that is kept",
    "visits_option": "the same",
    "visits_question": "the same",
    "visits_registrationsettings_security_readers": "who sees some answers",
    "visits_claim": "its registration's state raises it",
    "visits_answer": "what who prepares sees",
    "visits_registrationconsent": "what a participant agreed to",
    "visits_registrationmail": "mail that was sent",
    "visits_registrationexport": "lists that were taken away",
    "portal_retentionrun": "what staff read of retention",
    "portal_mention": "what staff read of erased people",
    "portal_logentry": "the log is on no page",
    "portal_message": "mail that was sent",
    "documents_download": "the log of downloads is on no public page",
    "visits_archivepage": "where a meeting was read from, for the next import",
    "procrastinate_jobs": "jobs change content through its own tables",
    "procrastinate_workers": "who works on jobs",
    "procrastinate_periodic_defers": "when jobs were deferred",
    "procrastinate_events": "what became of jobs",
}
EXEMPT_COLUMNS = {
    "members_person": {
        "id": "never changes",
        "password": "on no page",
        "last_login": "on no page, and written at each login",
        "office": "decides what one reads, not what strangers read",
        "is_active": "the same",
        "created_at": "on no page",
        "office_since_at": "counts the days until a second factor is due",
        "phone": "read by oneself and by colleagues, on no public page",
        "languages": "the same",
        "diet": "read by oneself",
        "access_needs": "read by oneself",
        "news": "what mail one gets",
        "erased_at": "with it the name changes, and that raises the version",
    },
    "visits_registration": {
        str(field.column): "on pages that are made for each reader"
        for field in Registration._meta.concrete_fields
        if field.column not in {"state", "person_id", "city_id"}
    },
}


def tables() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        # The package's view over all tables of versions is no table.
        if not issubclass(model, Events) and model._meta.db_table not in EXEMPT:
            yield model


def statements(table: str, column: str) -> Iterator[str]:
    """Changes of no row: a statement's trigger is called all the same."""
    yield f'INSERT INTO "{table}" SELECT * FROM "{table}" WHERE false'
    yield f'UPDATE "{table}" SET "{column}" = "{column}" WHERE false'
    yield f'DELETE FROM "{table}" WHERE false'


def is_noted(statement: str) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute(f"SELECT EXISTS (SELECT FROM {content_version.CHANGE})")
        found = cursor.fetchone()
        transaction.set_rollback(True)
    return bool(found and found[0])


@pytest.mark.django_db
def test_every_table_that_is_not_exempt_raises_the_version() -> None:
    passed_by = [
        statement
        for model in tables()
        for field in model._meta.concrete_fields
        if field.column not in EXEMPT_COLUMNS.get(model._meta.db_table, {})
        for statement in statements(model._meta.db_table, str(field.column))
        if not is_noted(statement)
    ]

    assert passed_by == []


@pytest.mark.django_db
def test_exempt_columns_do_not() -> None:
    noted = [
        column
        for table, columns in EXEMPT_COLUMNS.items()
        for column in columns
        if is_noted(f'UPDATE "{table}" SET "{column}" = "{column}" WHERE false')
    ]

    assert noted == []


@pytest.mark.django_db
def test_only_tables_that_exist_are_exempt() -> None:
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}

    assert set(EXEMPT) <= known


@pytest.mark.django_db(transaction=True)
def test_it_changes_when_the_change_is_committed_and_not_before() -> None:
    city = make_city("Milano")
    before = content_version.current()

    with transaction.atomic():
        City.objects.filter(pk=city.pk).update(name="Milan")
        (seen_by_others,) = race(content_version.current, times=1)

    assert seen_by_others == before
    assert content_version.current() != before


@pytest.mark.django_db(transaction=True)
def test_what_is_taken_back_raises_nothing() -> None:
    city = make_city(is_member=False)
    before = content_version.current()

    with transaction.atomic():
        city.delete()
        transaction.set_rollback(True)

    assert content_version.current() == before


@pytest.mark.django_db(transaction=True)
def test_what_remains_after_a_part_was_taken_back_raises_it() -> None:
    city = make_city()
    before = content_version.current()

    with transaction.atomic():
        with transaction.atomic():
            city.aliases.create(name="Other")
            transaction.set_rollback(True)
        City.objects.filter(pk=city.pk).update(text="<p>New.</p>")

    assert content_version.current() != before


@pytest.mark.django_db(transaction=True)
def test_a_login_raises_nothing() -> None:
    person = make_person()
    before = content_version.current()

    person.last_login = person.created_at
    person.save(update_fields=["last_login"])

    assert content_version.current() == before
    Person.objects.filter(pk=person.pk).update(name="New name")
    assert content_version.current() != before


@pytest.mark.django_db(transaction=True)
def test_each_of_several_changes_at_once_has_a_version_of_its_own() -> None:
    city = make_city()

    def change() -> str | None:
        City.objects.filter(pk=city.pk).update(text="<p>Again.</p>")
        return content_version.current()

    seen = race(change, times=8)

    assert not [one for one in seen if isinstance(one, Exception)]
    assert content_version.current() in seen


@pytest.mark.django_db(transaction=True)
def test_those_who_ask_at_once_are_given_one_answer_that_is_no_older_than_their_question() -> None:
    city = make_city()
    asked: list[str | None] = []

    def ask() -> str | None:
        asked.append(content_version.current())
        return asked[-1]

    readings = content_version.Readings(ask)
    before = readings.current()

    City.objects.filter(pk=city.pk).update(text="<p>Again.</p>")
    after = readings.current()

    assert asked == [before, after]
    assert race(readings.current, times=6) == [after] * 6
    assert after != before


@pytest.mark.django_db(transaction=True)
def test_a_question_leaves_no_connection_behind() -> None:
    def ask() -> bool:
        connection.close()
        content_version.current()
        return connection.connection is None

    assert race(ask, times=2) == [True, True]


@pytest.mark.django_db(transaction=True)
def test_a_question_that_fails_says_so_as_django_does() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {content_version.VERSION} RENAME TO elsewhere")
    try:
        with pytest.raises(ProgrammingError, match="does not exist"):
            content_version.current()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE elsewhere RENAME TO {content_version.VERSION}")


@pytest.mark.django_db(transaction=True)
def test_a_long_transaction_holds_no_other_up() -> None:
    """The row of the version is written last, so who changes content waits for no one who is still at it."""
    first, second = make_city(), make_city()

    def change_the_other() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        return City.objects.filter(pk=second.pk).update(text="<p>Mine.</p>")

    with transaction.atomic():
        City.objects.filter(pk=first.pk).update(text="<p>Still at it.</p>")
        (changed,) = race(change_the_other, times=1)

    assert changed == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_the_notes() -> None:
    make_city()

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {content_version.CHANGE}")
        assert cursor.fetchone() == (0,)
