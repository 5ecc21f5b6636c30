"""Who may decide what about people, cities and groups: pure questions about a reader."""

from django.utils import timezone

from members.models import City, Group, Person
from members.models.asking import Asking
from members.reader import Reader


def may_decide_for(reader: Reader, city: City) -> bool:
    """Invite for the city, end posts in it, nominate its people: its coordinators and staff."""
    return reader.is_staff or city.pk in reader.coordinated_city_ids


def may_prepare(reader: Reader, group: Group) -> bool:
    """Write what a group wants and look at its history: its chairs and staff. People, seats and closing are staff's."""
    return reader.is_staff or group.pk in reader.chaired_group_ids


def may_answer(reader: Reader, asking: Asking, city: City) -> bool:
    """A city's coordinators answer; staff once it has passed to them. What is answered stays answered."""
    if asking.answered_at is not None:
        return False
    if city.pk in reader.coordinated_city_ids:
        return True
    passed = asking.to_staff_at is not None and asking.to_staff_at <= timezone.now()
    return reader.is_staff and passed


def may_manage(reader: Reader, person: Person) -> bool:
    """Take away factors, close the login, vouch: staff for others than staff, administrators for all but themselves."""
    if reader.person == person or person.erased_at is not None:
        return False
    return reader.is_administrator or (reader.is_staff and not person.office)


def may_vouch_for(reader: Reader, person: Person) -> bool:
    """Say that a new address is this person's: staff, and for those without an office their city's coordinators.

    Whoever holds the address has the account. So coordinators vouch only for those who hold posts nowhere else.
    """
    if reader.person == person or not person.is_active:
        return False
    if may_manage(reader, person):
        return True
    if person.office or not reader.coordinated_city_ids:
        return False
    lasting = person.posts.exclude(ends_on__lt=timezone.localdate())
    held = set(lasting.values_list("city", flat=True))
    return bool(held) and held <= reader.coordinated_city_ids
