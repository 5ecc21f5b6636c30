"""Every field of every model, ours and of packages, is in the table of personal data, or among those that are none."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from pghistory.models import Events

from portal.retention import NOT_PERSONAL, PUBLISHED, PURPOSES, TABLES, Erased
from portal.retention.rules import ALL


def fields() -> Iterator[str]:
    """Each field as ``app.Model.field``; numbers of rows say nothing by themselves."""
    for model in apps.get_models(include_auto_created=True):
        # The package's view over all tables of versions is none itself.
        if not issubclass(model, Events):
            yield from fields_of(model)


def fields_of(model: type[models.Model]) -> Iterator[str]:
    meta = model._meta
    for field in (*meta.concrete_fields, *meta.many_to_many):
        is_number = field.primary_key and field.name == "id"
        if not is_number:
            yield f"{meta.label}.{field.name}"


def listed() -> list[str]:
    personal = [
        f"{held.label}.{name}"
        for purpose in PURPOSES
        for held in purpose.held
        for name in held.names
    ]
    others = [f"{label}.{name}" for label, names in NOT_PERSONAL.items() for name in names.split()]
    return personal + others


def test_every_field_is_listed() -> None:
    assert set(fields()) - set(listed()) == set()


def test_every_line_is_of_a_field() -> None:
    assert set(listed()) - set(fields()) == set()


def test_no_field_is_listed_twice() -> None:
    assert [name for name, times in Counter(listed()).items() if times > 1] == []


def test_a_field_that_is_new_is_missed() -> None:
    class Diary(models.Model):  # noqa: DJ008 - nobody prints it
        secret_thoughts = models.TextField()

        class Meta:
            app_label = "portal"
            managed = False

    try:
        assert set(fields_of(Diary)) - set(listed()) == {"portal.Diary.secret_thoughts"}
    finally:
        del apps.all_models["portal"]["diary"]
        apps.clear_cache()


@pytest.mark.django_db
def test_every_table_has_a_model_or_is_listed() -> None:
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    of_models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}

    assert there - of_models == set(TABLES)


def test_what_is_secret_or_about_anyone_is_among_the_fields() -> None:
    for purpose in PURPOSES:
        for held in purpose.held:
            assert set(held.secret.split()) <= set(held.names), held.label
            assert set(held.about_anyone.split()) <= set(held.names), held.label


def test_each_rule_ends_something_and_each_rule_that_is_named_is_there() -> None:
    there = {rule.name for rule in ALL}
    named = {name for purpose in PURPOSES for name in purpose.rules}

    # What nights have done holds nothing about people.
    assert there - named == {"runs"}
    assert named - there == set()


def test_what_no_rule_ends_says_what_does() -> None:
    endless = {purpose.name: str(purpose.term) for purpose in PURPOSES if not purpose.rules}

    assert endless == {
        "office": "While you hold it.",
        "published": "With the page or document.",
    }


def test_what_is_published_is_decided_by_hand_and_nothing_else_is() -> None:
    decided = {
        held.label
        for purpose in PURPOSES
        if purpose is not PUBLISHED
        for held in purpose.held
        if held.erased is Erased.DECIDED
    }

    assert decided == set()
    assert {held.erased for held in PUBLISHED.held} == {Erased.DECIDED}


def words() -> Iterator[tuple[str, str]]:
    """Fields of our own models that hold words which nobody chose from a list."""
    for app in ("portal", "members", "visits", "documents"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            for field in model._meta.concrete_fields:
                is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
                if is_text and not field.choices and field.editable:
                    yield model._meta.label, field.name


# Words that are no one's and cannot name anybody: addresses made from titles, codes, numbers and states.
CANNOT_NAME = {
    "members.City": {"name", "slug", "country_code", "country", "time_zone"},
    "members.CityAlias": {"name"},
    "members.CityDomain": {"domain"},
    "members.CityPicture": {"sha256"},
    "members.FormerAddress": {"slug"},
    "members.Forum": {"name", "slug"},
    "members.GroupHistory": {"pgh_label"},
    "members.GroupYearHistory": {"pgh_label"},
    "members.Group": {"slug"},
    "visits.Meeting": {"slug", "time_zone", "publish_refused"},
    "visits.AgendaChange": {"verb"},
    "visits.PictureFile": {"sha256"},
    "visits.MeetingHistory": {"pgh_label"},
    "visits.AgendaItemHistory": {"pgh_label"},
    "visits.PracticalPartHistory": {"pgh_label"},
    "visits.ArchivePage": {"digest"},
    "visits.RegistrationSettings": {"link"},
    "visits.Question": {"key"},
    "documents.DocumentVersion": {"content_type", "sha256"},
    "documents.PageImage": {"sha256"},
    "portal.Message": {"calendar_method"},
    "portal.RetentionRun": {"done"},
}


def test_words_that_anybody_may_write_are_none_that_pass_as_not_personal() -> None:
    passing = {
        (label, name)
        for label, name in words()
        if name in NOT_PERSONAL.get(label, "").split() and name not in CANNOT_NAME.get(label, set())
    }

    assert passing == set()
