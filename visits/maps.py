"""Which cities the maps of pages show: of a meeting, a group, a city, and the network."""

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import City
from portal.lib.maps import WHOLE, Map, Spot, draw, spot_of
from visits.models import Meeting


def map_of_meeting(meeting: Meeting, visitors: Iterable[City]) -> Map | None:
    """Who came to whom; nothing for a meeting without a host."""
    hosts = _hosts([meeting])
    if not hosts:
        return None
    came = list(visitors)
    names = ", ".join(city.name for city in hosts)
    title = (
        ngettext(
            "%(hosts)s and %(number)s visiting city",
            "%(hosts)s and %(number)s visiting cities",
            len(came),
        )
        if came
        else _("%(hosts)s in Europe")
    ) % {"hosts": names, "number": len(came)}
    spots = [_spot(city, is_host=True) for city in hosts]
    return draw(title, [*spots, *(_spot(city) for city in came)], has_ways=True)


def map_of_group(upcoming: Sequence[Meeting], past: Sequence[Meeting]) -> Map | None:
    """Where a group meets next, in yellow, and where it met; nothing when it never met anywhere."""
    coming = _hosts(upcoming)
    spots = [_spot(city, is_host=True) for city in coming]
    spots += [_spot(city) for city in _hosts(past) if city not in coming]
    return draw(_("Where this group met, and meets next"), spots) if spots else None


def map_of_city(city: City, visited: Sequence[Meeting]) -> Map:
    """Where a city lies, and the cities whose meetings it visited."""
    hosts = [host for host in _hosts(visited) if host != city]
    title = _("%(city)s, and the cities that it visited") if hosts else _("%(city)s in Europe")
    spots = [_spot(city, is_host=True), *map(_spot, hosts)]
    return draw(title % {"city": city.name}, spots, has_ways=True)


def map_of_network(cities: Sequence[City], upcoming: Sequence[Meeting]) -> Map:
    """All member cities, and the hosts of what comes with the month."""
    labels: dict[City, str] = {}
    for meeting in upcoming:
        for city in _hosts([meeting]):
            labels.setdefault(city, _with_month(city, meeting))
    rest = [city for city in cities if city not in labels]
    title = ngettext(
        "%(number)s member city, and who hosts the next meetings",
        "%(number)s member cities, and who hosts the next meetings",
        len(cities),
    )
    spots = [_spot(city, label=label, is_host=True) for city, label in labels.items()]
    spots += [_spot(city, label="") for city in rest]
    return draw(title % {"number": len(cities)}, spots, view=WHOLE)


def map_of_cities(cities: Sequence[City]) -> Map:
    """All member cities, with as many of their names as there is room for."""
    title = ngettext("%(number)s member city", "%(number)s member cities", len(cities))
    every = [_spot(city) for city in cities]
    # Those that lie alone first: where cities are close to each other, there is room for few names.
    spots = sorted(every, key=lambda spot: -_distance_to_next(spot, every))
    return draw(title % {"number": len(cities)}, spots, view=WHOLE, is_large=True)


def map_of_registrations(numbers: Sequence[tuple[City, int]]) -> Map | None:
    """From where how many come: a city's dot grows with their number, which stands behind its name."""
    if not numbers:
        return None
    title = ngettext(
        "%(number)s city of which somebody registered",
        "%(number)s cities of which somebody registered",
        len(numbers),
    )
    spots = [
        _spot(city, label=f"{city.name} {number}", size=size_of(number)) for city, number in numbers
    ]
    return draw(title % {"number": len(numbers)}, spots)


def size_of(number: int) -> int:
    """From 1 to 5: one, two, up to four, up to eight, and more."""
    return min(5, 1 + (number - 1).bit_length())


def _hosts(meetings: Iterable[Meeting]) -> list[City]:
    """Each once, in the order of the meetings."""
    return list(dict.fromkeys(row.city for one in meetings for row in one.host_rows.all()))


def _spot(city: City, *, label: str | None = None, is_host: bool = False, size: int = 0) -> Spot:
    name = city.name if label is None else label
    at = (float(city.latitude), float(city.longitude))
    return spot_of(city.name, *at, label=name, is_host=is_host, size=size)


def _with_month(city: City, meeting: Meeting) -> str:
    begin = meeting.starts_on or meeting.month_on
    return f"{city.name} · {date_format(begin, 'F')}" if begin else city.name


def _distance_to_next(spot: Spot, others: Sequence[Spot]) -> float:
    """On the map, to the nearest other city."""
    return min((spot.point.distance_to(one.point) for one in others if one != spot), default=0)
