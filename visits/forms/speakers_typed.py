"""Speakers as one line of text: "Anna Berg, Deputy mayor, Brno; Network secretariat"."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from members.models import City
from portal.lib.names import fold
from visits.planned import SpeakerGiven

LONGEST: Final = 160
MOST: Final = 30

Cities = Mapping[str, City]


def cities_in(texts: Iterable[str]) -> dict[str, City]:
    """The cities that these lines name in a part of their own, by folded name; one question to the database."""
    keys = {fold(part) for text in texts for each in text.split(";") for part in each.split(",")}
    found: dict[str, City] = {}
    named = Q(name_key__in=keys) | Q(aliases__name_key__in=keys)
    for city in City.objects.filter(named).distinct().prefetch_related("aliases"):
        for key in (city.name_key, *(alias.name_key for alias in city.aliases.all())):
            found.setdefault(key, city)
    return found


def speakers_of(text: str, cities: Cities) -> tuple[SpeakerGiven, ...]:
    """Each speaker with name, role, organisation and city; raises ValidationError with a sentence."""
    lines = [" ".join(line.split()) for line in text.replace("\n", ";").split(";")]
    found = tuple(_speaker(line, cities) for line in lines if line)
    if len(found) > MOST:
        said = _("These are %(number)d speakers; an item has at most %(most)d.")
        raise ValidationError(said % {"number": len(found), "most": MOST})
    for speaker in found:
        if max(map(len, (speaker.name, speaker.role, speaker.organisation))) > LONGEST:
            raise ValidationError(
                _(
                    "A name, role or organisation has at most %(most)d signs: part speakers by semicolons."
                )
                % {"most": LONGEST}
            )
    return found


def _speaker(line: str, cities: Cities) -> SpeakerGiven:
    """The name first, a city of ours last; between them the role, and where one works."""
    name, *parts = [part.strip() for part in line.split(",") if part.strip()] or [line]
    city = cities.get(fold(parts[-1])) if parts else None
    if city:
        parts = parts[:-1]
    if len(parts) == 1 and not _is_role(parts[0]):
        return SpeakerGiven(name=name, organisation=parts[0], city=city)
    role, organisation = (parts[0] if parts else ""), ", ".join(parts[1:])
    return SpeakerGiven(name=name, role=role, organisation=organisation, city=city)


def _is_role(text: str) -> bool:
    # The words of agendas come with patterns that only what is typed or pasted needs.
    from visits.paste.words import ROLES  # noqa: PLC0415

    return any(word in ROLES for word in fold(text).split())
