"""Cities of the network and who represents them: evenly many in each, one of them its coordinator, called by role."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Final

from django.contrib.auth.hashers import make_password

from members.actions.cities import load_cities
from members.models import City, CityMembership, Person, Post
from portal.generate import words
from portal.generate.asked import Asked, RefusedError

SPOKEN: Final = ("en", "fr", "de", "es", "nl", "pl", "it", "pt")
# Of so many people one held a post in another city before.
MOVED: Final = 25
FIRST_YEAR: Final = 2012


def add_cities(asked: Asked) -> list[City]:
    """As many cities as are asked for, each of the network; those that are of it already stay as they are."""
    load_cities()
    known = list(City.objects.filter(geonames_id__isnull=False).order_by("geonames_id"))
    if len(known) < asked.cities:
        raise RefusedError(
            f"There are {len(known)} cities here that came with the portal, and --cities is {asked.cities}. Nothing was made."
        )
    cities = asked.chance("cities").sample(known, asked.cities)
    inside = set(City.objects.members().values_list("pk", flat=True))
    CityMembership.objects.bulk_create(
        CityMembership(city=city, starts_on=date(FIRST_YEAR - 2, 1, 1))
        for city in cities
        if city.pk not in inside
    )
    return cities


def add_people(asked: Asked, cities: list[City], *, password: str) -> list[Post]:
    """The posts they hold today, in the order of their addresses: rep0001@example.org is the first city's coordinator."""
    chance = asked.chance("people")
    # Once for all: this is slow on purpose.
    hashed = make_password(password)
    people = Person.objects.bulk_create(
        _person(number, cities, hashed, chance) for number in range(asked.people)
    )
    posts = [_post(number, person, cities, chance) for number, person in enumerate(people)]
    Post.objects.bulk_create(posts)
    Post.objects.bulk_create(_earlier(post, cities, chance) for post in posts[::MOVED][1:])
    return posts


def _person(number: int, cities: list[City], hashed: str, chance: Random) -> Person:
    turn, place = divmod(number, len(cities))
    city = cities[place]
    return Person(
        name=f"{city.name} representative {turn}" if turn else f"{city.name} contact officer",
        email=f"rep{number + 1:04d}@example.org",
        password=hashed,
        languages=["en", *sorted(set(chance.sample(SPOKEN[1:], 2)))],
        created_at=datetime.combine(date(FIRST_YEAR, 1, 1), time(9), UTC),
    )


def _post(number: int, person: Person, cities: list[City], chance: Random) -> Post:
    turn, place = divmod(number, len(cities))
    starts_on = date(FIRST_YEAR, 1, 1) + timedelta(days=chance.randrange(365 * 8))
    return Post(
        person=person,
        city=cities[place],
        kind=Post.Kind.REPRESENTATIVE if turn else Post.Kind.COORDINATOR,
        title=chance.choice(words.network()["job_titles"]) if turn else "Contact officer",
        starts_on=starts_on,
    )


def _earlier(post: Post, cities: list[City], chance: Random) -> Post:
    """Somebody came from another city, and left it the day before."""
    others = (city for city in chance.sample(cities, min(2, len(cities))) if city != post.city)
    city = next(islice(others, 1), post.city)
    ends_on = post.starts_on - timedelta(days=1)
    return Post(
        person=post.person,
        city=city,
        title=post.title,
        starts_on=ends_on - timedelta(days=800),
        ends_on=ends_on,
    )
