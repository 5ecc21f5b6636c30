"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django = get_wsgi_application()

# Only once Django is set up.
from portal import urls  # noqa: E402 - with all views, which workers share when they are loaded before these are forked
from portal.kept_answers import KeptAnswers  # noqa: E402

__all__ = ["application", "urls"]

application = KeptAnswers(django)
