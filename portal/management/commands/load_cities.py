"""Adds the cities that come with the portal: ``manage.py load_cities``"""

from typing import Any

from django.core.management.base import BaseCommand

from members.actions.cities import load_cities


class Command(BaseCommand):
    help = "Adds the cities of members/data that are not there yet, with their other names."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_cities()
        self.stdout.write(f"{loaded.cities} cities and {loaded.aliases} other names added.")
