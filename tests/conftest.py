"""What every test meets: passwords that hash fast, and static files under their plain names."""

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def _light_settings(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
