"""Loads the demonstration: ``manage.py load_demo``, called by ``make demo``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.lib import env


class Command(BaseCommand):
    help = "Loads the demonstration, if it is not there yet. DEMO_PASSWORD is the password of all its accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demonstration is loaded where DEMO=1 alone: it has accounts with one password."
            )
        from portal.demo.load import load  # noqa: PLC0415 - imports WeasyPrint, which others need not

        is_new = load(password=env.text("DEMO_PASSWORD"), today=timezone.localdate())
        self.stdout.write(
            "The demonstration was loaded." if is_new else "The demonstration is there already."
        )
