"""The address of a meeting: ``<city>-<year>-<month>``."""

from collections.abc import Callable
from datetime import date

from django.utils.text import slugify

from members.models import City, Group
from portal.lib.names import fold


def slug_for(
    *,
    is_taken: Callable[[str], bool],
    host: City | None,
    group: Group | None,
    month_on: date | None,
    is_online: bool,
    title: str,
) -> str:
    """The first free address of: city, year and month as two digits (left out while undated); with the group's
    short name when that is taken; group first when online; at last with a number.

    Without a host and a group it is made of the title.
    """
    when = month_on.strftime("%Y-%m") if month_on else ""
    city = host.slug if host else ""
    short = group.slug if group else slugify(fold(title))[:60]
    parts = [short, city, when] if is_online or not city else [city, when]
    plain = "-".join(part for part in parts if part)
    if not is_taken(plain):
        return plain
    longer = plain if short in parts else f"{plain}-{short}"
    number, slug = 1, longer
    while is_taken(slug):
        number += 1
        slug = f"{longer}-{number}"
    return slug
