"""The settings as mypy's plugin reads them: the real ones, with the one value that has no default."""

import os

os.environ.setdefault("SECRET_KEY", "only-to-read-the-settings-not-to-sign-anything")

from portal.settings import *  # noqa: F403
