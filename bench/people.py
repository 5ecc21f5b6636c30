"""People to log in as, who stand in different places: `python -m bench.people PASSWORD` prints their addresses."""

import random
import sys
from datetime import timedelta

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402 - after the setup
from django.utils import timezone  # noqa: E402

from members.models import City, Group, GroupMembership, Person, Post  # noqa: E402
from visits.models import Attendance, Meeting  # noqa: E402

# Many enough that nothing which is kept for one person alone makes pages look fast.
PEOPLE = 32
GROUPS_OF_EACH = 3
MEETINGS_OF_EACH = 5


def generate(password: str) -> list[Person]:
    """Representatives of different cities, each in some groups and present at some meetings."""
    chance = random.Random(PEOPLE)
    hashed = make_password(password)
    people = Person.objects.bulk_create(
        Person(name=f"Representative {one}", email=f"person-{one}@example.org", password=hashed)
        for one in range(PEOPLE)
    )
    cities, groups = list(City.objects.members()), list(Group.objects.all())
    meetings = list(Meeting.objects.filter(slug__startswith="study-visit-"))
    since = timezone.localdate() - timedelta(days=400)
    posts = [Post(person=one, city=chance.choice(cities), starts_on=since) for one in people]
    Post.objects.bulk_create(posts)
    GroupMembership.objects.bulk_create(
        GroupMembership(person=one, group=group, starts_on=since)
        for one in people
        for group in chance.sample(groups, GROUPS_OF_EACH)
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=post.person)
        for post in posts
        for meeting in chance.sample(meetings, MEETINGS_OF_EACH)
    )
    return people


if __name__ == "__main__":
    print("\n".join(str(one.email) for one in generate(sys.argv[1])))
