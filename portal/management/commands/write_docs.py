"""Writes the documentation that is generated from the tables in the code: ``manage.py write_docs``"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.docs import DOCUMENTS


class Command(BaseCommand):
    help = "Writes docs/ from the tables in the code; a test compares them."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, text in DOCUMENTS.items():
            (settings.BASE_DIR / "docs" / name).write_text(text(), encoding="utf-8")
            self.stdout.write(f"docs/{name}")
