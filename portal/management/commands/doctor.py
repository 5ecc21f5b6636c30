"""Says what this machine lacks to run the portal, and how to get it."""

import sys

from django.core.management.base import BaseCommand

from portal.lib import doctor


class Command(BaseCommand):
    """Exits with 1 when something is missing. manage.py runs the same where even the settings are refused."""

    help = "Says what this machine lacks to run the portal, and how to get it."
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        if not doctor.report(self.stdout.write):
            sys.exit(1)
