"""What every test meets: passwords that hash fast, static files under their plain names, and an empty database."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import TransactionTestCase

from tests import migrated
from tests.emptying import empty_tables


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser comes last: from its first test on, an event loop runs in the thread of the tests.

    Of its tests those come first that look at many pages: they are the long ones, and in the end no process waits long.
    """
    items.sort(key=in_the_browser)


def in_the_browser(item: pytest.Item) -> int:
    if item.get_closest_marker("browser") is None:
        return 0
    looks_at_many = any(word in item.name for word in ("axe", "pages", "overflows"))
    return 1 if looks_at_many else 2


@pytest.fixture(autouse=True)
def _light_settings(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    if migrated.is_there():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.NAME


@pytest.fixture(scope="session", autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """After tests that commit."""
    as_django_does = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # no stub
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase,
            "_fixture_teardown",
            lambda case: empty_tables(otherwise=lambda: as_django_does(case)),
        )
        yield
