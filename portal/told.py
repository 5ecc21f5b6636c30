"""Since when a daily list has news for each of its readers: since the last of its mails to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max
from django.utils import timezone

from portal.models import Message

# Of what is older than this a list of the day says nothing, also where none was sent meanwhile.
LONGEST: Final = timedelta(days=7)


def this_hour() -> datetime:
    """Lists end with the hour in which they are made and begin with that of the one before, so that nothing that
    happens while they are written is told twice, or never.
    """
    return _hour_of(timezone.now())


def earliest() -> datetime:
    return this_hour() - LONGEST


def last_told(name: str) -> Mapping[int | None, datetime]:
    """The hour of the last mail ``name`` to each person, of those in question; to the secretariat it is to nobody."""
    sent = Message.objects.filter(name=name, queued_at__gte=earliest()).order_by()
    found = sent.values_list("person").annotate(Max("queued_at"))
    return {person: _hour_of(at) for person, at in found}


def _hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
