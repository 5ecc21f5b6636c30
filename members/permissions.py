"""Who may decide what about people, cities and groups: pure questions about a reader."""

from django.utils import timezone

from members.models import City
from members.models.asking import Asking
from members.reader import Reader


def may_decide_for(reader: Reader, city: City) -> bool:
    """Invite for the city, end posts in it, nominate its people: its coordinators and staff."""
    return reader.is_staff or city.pk in reader.coordinated_city_ids


def may_answer(reader: Reader, asking: Asking, city: City) -> bool:
    """A city's coordinators answer; staff once it has passed to them. What is answered stays answered."""
    if asking.answered_at is not None:
        return False
    if city.pk in reader.coordinated_city_ids:
        return True
    passed = asking.to_staff_at is not None and asking.to_staff_at <= timezone.now()
    return reader.is_staff and passed
