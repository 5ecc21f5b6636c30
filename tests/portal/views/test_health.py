"""Whether the process lives and can do its work."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client


def test_healthz_answers_without_asking_the_database(client: Client) -> None:
    # Without the mark, any query fails this test.
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"alive\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_readyz_is_ready(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_readyz_names_what_is_not_migrated(client: Client) -> None:
    (latest,) = MigrationLoader(connection).graph.leaf_nodes("documents")
    MigrationRecorder(connection).record_unapplied(*latest)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content == b"Migrations are not applied: run manage.py migrate.\n"


@pytest.mark.django_db
def test_readyz_names_the_missing_table_of_jobs(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE procrastinate_jobs RENAME TO elsewhere")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content == b"The table of jobs cannot be reached.\n"


@pytest.mark.django_db
def test_readyz_names_a_storage_that_cannot_be_written(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    (tmp_path / "documents").write_text("a file where the folder should be")
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "portal.lib.files.FolderStorage",
            "OPTIONS": {"location": str(tmp_path / "documents")},
        }
    }

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content == b"The storage of documents cannot be written.\n"
    assert str(tmp_path) not in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_readyz_says_when_the_database_is_away(client: Client) -> None:
    name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "no such database"
    try:
        response = client.get("/readyz")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name

    assert response.status_code == 503
    assert response.content == b"The database does not answer.\n"
