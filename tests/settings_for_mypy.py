"""The settings as mypy's plugin reads them: the real ones, with the values that have no default."""

import os

os.environ |= {
    "HTTPS": "0",
    "SECRET_KEY": "only-to-read-the-settings-not-to-sign-anything",
}

from portal.settings import *  # noqa: F403
