"""Bringing a list of cities in: added where they are new, changed in place where they are known, all or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members import brought_in
from members.actions.cities import add_city, describe_city
from members.actions.city_domains import add_domain
from members.city_table import CityLine, Fault
from members.models import City, CityMembership, Person
from portal.lib.names import fold
from portal.models import LogEntry

PLACE: Final = ("country", "latitude", "longitude", "time_zone")
SAID: Final = (*PLACE, "mailbox", "text")


@dataclass
class Outcome:
    """What became of one line, or would become of it: the city, whether it is new, and the columns that change."""

    line: CityLine
    city: City | None = None
    is_new: bool = False
    changed: list[str] = field(default_factory=list)


Imported = brought_in.Imported[Outcome]


@transaction.atomic
def import_cities(*, lines: Iterable[CityLine], is_dry_run: bool, by: Person | None) -> Imported:
    """Do what the lines say. An empty cell changes nothing; domains and other names are added, never taken away.

    A city is known by its name and country, or by another of its names there. Twice is once.
    """
    imported = Imported([])
    seen: dict[int, int] = {}
    with transaction.atomic():
        for line in lines:
            outcome = Outcome(line)
            imported.outcomes.append(outcome)
            if not line.faults:
                _try(outcome, seen, by)
        imported.is_kept = not is_dry_run and not imported.faulty
        transaction.set_rollback(not imported.is_kept)
    if imported.is_kept and (cities := [o.city for o in imported.outcomes if o.city]):
        facts = {"added": imported.added, "changed": imported.changed}
        LogEntry.objects.record("import_cities", cities[0], by=by, **facts)
    return imported


def _try(outcome: Outcome, seen: dict[int, int], by: Person | None) -> None:
    """What an action refuses becomes a fault in the column that it is about."""
    line = outcome.line
    try:
        with transaction.atomic():
            outcome.city = _known(line)
            if outcome.city is None:
                _add(outcome, by)
            _refuse_twice(outcome, seen)
            _describe(outcome, by)
            _admit(outcome, by)
            _add_domains(outcome, by)
    except ValidationError as error:
        line.faults += _faults(error)


def _known(line: CityLine) -> City | None:
    key, code = fold(line.name), line.values["country_code"]
    there = City.objects.filter(country_code=code)
    named = there.filter(name_key=key).first()
    if named is not None:
        return named
    also = list(there.filter(aliases__name_key=key).distinct()[:2])
    if len(also) > 1:
        said = {"one": also[0].name, "other": also[1].name}
        raise ValidationError(
            {"name": _("Both %(one)s and %(other)s go by it: write the name itself.") % said}
        )
    return also[0] if also else None


def _add(outcome: Outcome, by: Person | None) -> None:
    values = outcome.line.values
    if "country" not in values:
        same = City.objects.filter(country_code=values["country_code"]).first()
        values |= {"country": same.country} if same else {}
    if missing := [column for column in PLACE if column not in values]:
        sentence = _("It is a new city, which needs it: write it.")
        raise ValidationError(dict.fromkeys(missing, sentence))
    place = {column: values[column] for column in PLACE}
    code = values["country_code"]
    outcome.city = add_city(name=outcome.line.name, country_code=code, by=by, **place)
    outcome.is_new = True


def _refuse_twice(outcome: Outcome, seen: dict[int, int]) -> None:
    city = _city(outcome)
    if city.pk in seen:
        said = {"line": seen[city.pk], "city": city.name}
        sentence = _("Line %(line)d is about %(city)s already: leave one of them out.")
        raise ValidationError({"name": sentence % said})
    seen[city.pk] = outcome.line.number


def _describe(outcome: Outcome, by: Person | None) -> None:
    city, values = _city(outcome), outcome.line.values
    facts = {
        name: values[name]
        for name in SAID
        if name in values and getattr(city, name) != values[name]
    }
    there = [alias.name for alias in city.aliases.all()]
    new = [alias for alias in values.get("aliases", []) if alias not in {*there, city.name}]
    if facts or new:
        describe_city(city=city, aliases=[*there, *new], by=by, **facts)
    outcome.changed += [*facts, *(["aliases"] if new else [])]


def _admit(outcome: Outcome, by: Person | None) -> None:
    """The membership that began on that day is corrected; another is added."""
    city, values = _city(outcome), outcome.line.values
    if "since" not in values:
        return
    City.objects.select_for_update().get(pk=city.pk)
    row = city.memberships.filter(starts_on=values["since"]).first()
    row = row or CityMembership(city=city, starts_on=values["since"])
    wanted = {
        "kind": values.get("membership", row.kind),
        "ends_on": values.get("until", row.ends_on),
    }
    if row.pk and all(getattr(row, name) == value for name, value in wanted.items()):
        return
    row.kind, row.ends_on = wanted["kind"], wanted["ends_on"]
    try:
        row.full_clean()
    except ValidationError as error:
        raise ValidationError({"since": error.messages}) from error
    row.save()
    LogEntry.objects.record("admit_city", city, by=by, kind=str(row.kind))
    outcome.changed.append("membership")


def _add_domains(outcome: Outcome, by: Person | None) -> None:
    city = _city(outcome)
    there = set(city.domains.values_list("domain", flat=True))
    new = [domain for domain in outcome.line.values.get("domains", []) if domain not in there]
    for domain in new:
        try:
            add_domain(city=city, domain=domain, by=by)
        except ValidationError as error:
            raise ValidationError({"domains": error.messages}) from error
    outcome.changed += ["domains"] if new else []


def _city(outcome: Outcome) -> City:
    if outcome.city is None:
        raise TypeError("The city of this line is not known yet.")
    return outcome.city


def _faults(error: ValidationError) -> list[Fault]:
    if not hasattr(error, "error_dict"):
        return [Fault("", sentence) for sentence in error.messages]
    by_column: dict[str, Any] = error.message_dict
    return [
        Fault("" if column == "__all__" else column, sentence)
        for column, sentences in by_column.items()
        for sentence in sentences
    ]
