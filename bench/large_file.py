"""Where the one megabyte is that `bench.meetings` wrote: `python -m bench.large_file`."""

import os

os.environ["DATABASE_POOL"] = "0"

import django

django.setup()

from django.urls import reverse  # noqa: E402 - after the setup

from documents.models import Document  # noqa: E402

if __name__ == "__main__":
    document = Document.objects.get(current__file_name="large.bin")
    print(reverse("document_download", args=[document.pk]))
