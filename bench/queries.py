"""How often pages ask the database for a signed-in reader: `python -m bench.queries ADDRESS...`, the most of them."""

import os
import sys

# No pool: this process asks a few questions and ends.
os.environ["DATABASE_POOL"] = "0"

import django

django.setup()

from django.db import connection  # noqa: E402 - after the setup
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.accounts import MEMBER  # noqa: E402
from members.models import Person  # noqa: E402


def asked(addresses: list[str]) -> int:
    client = Client(headers={"Host": "localhost"})
    client.force_login(Person.objects.get(email=MEMBER))
    counts = []
    for address in addresses:
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts.append(len(captured))
    return max(counts)


if __name__ == "__main__":
    print(asked(sys.argv[1:]))
