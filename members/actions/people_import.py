"""Bringing a list of people in: added where they are new, changed in place where they are known, and nobody is written to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members import brought_in
from members.actions.groups import join_group
from members.actions.mandates import give_mandate, pass_mandate
from members.actions.people import add_person, begin_post, known_or_added
from members.actions.waiting import pass_to_staff
from members.models import City, Group, GroupMembership, Mandate, Person, Post
from members.people_table import PersonLine
from members.places import Places
from portal.lib import locks
from portal.lib.names import fold
from portal.models import LogEntry


@dataclass
class Outcome:
    """What became of one line, or would become of it: whether the person is new, and in words what changes."""

    line: PersonLine
    person: Person | None = None
    is_new: bool = False
    changed: list[str] = field(default_factory=list)

    @property
    def holder(self) -> Person:
        if self.person is None:
            raise TypeError("The person of this line is not known yet.")
        return self.person

    @property
    def starts_on(self) -> date:
        return self.line.starts_on or timezone.localdate()


Imported = brought_in.Imported[Outcome]


@transaction.atomic
def import_people(*, lines: Iterable[PersonLine], is_dry_run: bool, by: Person | None) -> Imported:
    """Do what the lines say. An empty cell changes nothing, and what a line does not name is not taken away.

    A person is known by the e-mail address, else by the name in the city. Twice is once.
    """
    imported = Imported([])
    seen: dict[tuple[int, str], int] = {}
    with transaction.atomic():
        # Two lists at once that name the same people would wait for each other.
        locks.hold("import people")
        places = Places.load()
        for line in lines:
            outcome = Outcome(line)
            imported.outcomes.append(outcome)
            if not line.faults:
                _try(outcome, places, seen, by)
        imported.is_kept = not is_dry_run and not imported.faulty
        transaction.set_rollback(not imported.is_kept)
    people = [outcome.person for outcome in imported.outcomes if outcome.person]
    if imported.is_kept and people:
        facts = {"added": imported.added, "changed": imported.changed}
        LogEntry.objects.record("import_people", people[0], by=by, **facts)
    return imported


def _try(
    outcome: Outcome, places: Places, seen: dict[tuple[int, str], int], by: Person | None
) -> None:
    """What is refused becomes a fault of the line, and nothing of the line is kept."""
    try:
        with transaction.atomic():
            _bring_in(outcome, places, seen, by)
    except ValidationError as error:
        outcome.line.faults += error.messages
        outcome.is_new, outcome.changed, outcome.person = False, [], None


def _bring_in(
    outcome: Outcome, places: Places, seen: dict[tuple[int, str], int], by: Person | None
) -> None:
    line = outcome.line
    city = _city(line, places)
    person = _person(outcome, city, by)
    outcome.person = person
    key = (person.pk, city.slug if city else "")
    if key in seen:
        raise ValidationError(
            _("Line %(line)d has this person in this city already: leave one of them out.")
            % {"line": seen[key]}
        )
    seen[key] = line.number
    if city is None:
        return
    _post(outcome, city, by)
    for name in line.groups:
        _place(outcome, _group(name, places), by)
    for seat in line.seats:
        _seat(outcome, city, seat.kind, _group(seat.group, places), by)


def _city(line: PersonLine, places: Places) -> City | None:
    if not line.city:
        return None
    found = places.cities_called(line.city)
    if len(found) == 1:
        return found[0]
    if found:
        raise ValidationError(
            _(
                "Several cities are called “%(city)s”: write the country with it, as in “%(example)s”."
            )
            % {"city": line.city, "example": f"{found[0].name} {found[0].country}"}
        )
    raise ValidationError(
        _("No member city is called “%(city)s”: correct it, or admit the city first.")
        % {"city": line.city}
    )


def _group(name: str, places: Places) -> Group:
    if (group := places.group_called(name)) is None:
        raise ValidationError(
            _("There is no open working group “%(group)s”: correct it, or make the group first.")
            % {"group": name}
        )
    return group


def _person(outcome: Outcome, city: City | None, by: Person | None) -> Person:
    """The person of the line, with the name and address that it gives; a name that is one's own account's stays."""
    line = outcome.line
    person = Person.objects.filter(email=line.email).first() if line.email else None
    person = person or _namesake(line, city)
    if person is None and line.email:
        person, outcome.is_new = known_or_added(name=line.name, email=line.email, by=by)
    elif person is None:
        person, outcome.is_new = add_person(name=line.name, by=by), True
    if outcome.is_new:
        return person
    changed = []
    if line.email and person.email is None:
        person.email = line.email
        changed.append("email")
    if line.name != person.name and not person.has_account:
        person.name = line.name
        changed.append("name")
    if changed:
        person.full_clean(exclude=["password"])
        person.save(update_fields=[*changed, *(["name_key"] if "name" in changed else [])])
        LogEntry.objects.record("describe_person", person, by=by, fields=changed)
    outcome.changed += [{"email": _("address"), "name": _("name")}[each] for each in changed]
    return person


def _namesake(line: PersonLine, city: City | None) -> Person | None:
    """Who is known by the name alone, in the same city: the same person, unless the addresses differ."""
    if city is None:
        return None
    today = timezone.localdate()
    posts = Post.objects.filter(city=city).exclude(ends_on__lt=today)
    found = list(Person.objects.filter(name_key=fold(line.name), posts__in=posts).distinct()[:2])
    if len(found) > 1:
        raise ValidationError(
            _("%(city)s has several people of this name: write the e-mail address.")
            % {"city": city.name}
        )
    if found and line.email and found[0].email:
        raise ValidationError(
            _(
                "%(name)s of %(city)s is known with another address. Use that one here, or change it at the person's record first."
            )
            % {"name": found[0].name, "city": city.name}
        )
    return found[0] if found else None


def _post(outcome: Outcome, city: City, by: Person | None) -> None:
    line, person, today = outcome.line, outcome.holder, timezone.localdate()
    post = Post.objects.filter(person=person, city=city).exclude(ends_on__lt=today).first()
    if post is None:
        kind = line.kind or Post.Kind.REPRESENTATIVE
        begin_post(
            person=person,
            city=city,
            kind=kind,
            title=line.title,
            starts_on=outcome.starts_on,
            by=by,
        )
        outcome.changed.append(_("post in %(city)s") % {"city": city.name})
        return
    wanted = {"kind": line.kind, "title": line.title, "starts_on": line.starts_on}
    changed = [name for name, value in wanted.items() if value and getattr(post, name) != value]
    if changed:
        for name in changed:
            setattr(post, name, wanted[name])
        post.full_clean()
        post.save(update_fields=changed)
        LogEntry.objects.record("change_post", person, by=by, city=city.pk, fields=changed)
        if "kind" in changed:
            pass_to_staff(city=city, day=today)
    words = {"kind": _("role"), "title": _("job title"), "starts_on": _("begin of the post")}
    outcome.changed += [words[name] for name in changed]


def _place(outcome: Outcome, group: Group, by: Person | None) -> None:
    person = outcome.holder
    places = GroupMembership.objects.filter(person=person, group=group)
    if not places.exclude(ends_on__lt=timezone.localdate()).exists():
        join_group(group=group, person=person, starts_on=outcome.starts_on, by=by)
        outcome.changed.append(_("place in %(group)s") % {"group": group.name})


def _seat(
    outcome: Outcome, city: City, kind: Mandate.Kind, group: Group, by: Person | None
) -> None:
    """The city's seat: given, or taken up where it is vacant; held by a colleague it is not taken away."""
    person = outcome.holder
    held = Mandate.objects.filter(group=group, city=city, kind=kind).select_related("person")
    mandate = held.exclude(ends_on__lt=timezone.localdate()).first()
    if mandate is None:
        give_mandate(
            group=group, city=city, kind=kind, person=person, starts_on=outcome.starts_on, by=by
        )
    elif mandate.person is None:
        day = max(outcome.starts_on, mandate.starts_on)
        pass_mandate(mandate=mandate, person=person, from_on=day, by=by)
    elif mandate.person != person:
        raise ValidationError(
            _("%(name)s holds this seat of %(city)s in %(group)s: pass it on at the group's page.")
            % {"name": mandate.person.name, "city": city.name, "group": group.name}
        )
    else:
        return
    outcome.changed.append(_("%(seat)s of %(group)s") % {"seat": kind.label, "group": group.name})
