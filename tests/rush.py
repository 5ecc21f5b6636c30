"""A rush at a real server of two processes, as production runs it."""

from urllib.request import urlopen

from bench.crowd import people_of, sessions_of
from bench.rush import Answered, at_once
from tests.factories import make_city
from tests.servers import gunicorn


def rush(address: str, *, people: int, cities: int) -> Answered:
    """So many people of so many cities, spread evenly, post there at one instant."""
    homes = [make_city(f"City of the rush {one}") for one in range(cities)]
    keys = sessions_of(people_of(homes, people))
    # With its pool; only threads of this process race without.
    how = {"config": "portal/gunicorn.py", "DATABASE_POOL": "1"}
    with gunicorn("portal.wsgi", threads=8, workers=2, **how) as port:
        # It is up, and has loaded what it loads once.
        urlopen(f"http://localhost:{port}/readyz").close()
        return at_once(port, address, keys)
