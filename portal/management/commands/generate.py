"""Makes a network to try the portal on: ``manage.py generate --people 5000 --cities 187 --meetings 2000 ...``"""

import argparse
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.generate.asked import Asked, RefusedError
from portal.lib import env

ALLOW = "--fill-this-database"


class Command(BaseCommand):
    help = (
        "Fills the database with a believable network in which nobody is real: rep0001@example.org and so on, all with "
        "the password DEMO_PASSWORD. The address of a meeting that is open for registration is printed last."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        for name, number, what in (
            ("people", 500, "representatives, spread evenly over the cities"),
            ("cities", 60, "cities of the network"),
            ("meetings", 200, "meetings, most of them over"),
            ("documents", 400, "documents of these meetings"),
            ("pages", 4000, "pages of these documents, each with its text"),
            ("seed", 1, "another one makes another network"),
        ):
            parser.add_argument(
                f"--{name}", type=int, default=number, metavar="N", help=f"{what} ({number})"
            )
        parser.add_argument(
            ALLOW,
            action="store_true",
            dest="is_allowed",
            help="do so although this is neither the demo nor a developer's portal; nothing takes it away again",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO or settings.DEBUG or options["is_allowed"]):
            raise CommandError(
                "This is neither the demo (DEMO=1) nor a developer's portal (DEBUG=1): made-up people with one known password "
                f"would come among those who are here, for good. If that is what you want, say {ALLOW}."
            )
        asked = Asked(
            **{name: options[name] for name in Asked.__dataclass_fields__ if name != "today"},
            today=timezone.localdate(),
        )
        try:
            asked.check()
            self._generate(asked, password=env.text("DEMO_PASSWORD"))
        except (RefusedError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error

    def _generate(self, asked: Asked, *, password: str) -> None:
        # They import WeasyPrint, which other commands need not.
        from portal.generate.network import generate  # noqa: PLC0415
        from portal.generate.sizes import sizes, tell_planner  # noqa: PLC0415

        meeting = generate(asked, password=password, tell=self._tell)
        tell_planner()
        self.stdout.write("\nHere are now:")
        for line in sizes():
            self.stdout.write(f"  {line}")
        self.stdout.write(
            f"\nLog in as rep0001@example.org to rep{asked.people:04d}@example.org with DEMO_PASSWORD; the first "
            f"{asked.cities} coordinate their city. Open for registration:"
        )
        self.stdout.write(f"{settings.SITE_URL}{meeting.get_absolute_url()}")

    def _tell(self, words: str) -> None:
        self.stdout.write(words, ending="")
        self.stdout.flush()
