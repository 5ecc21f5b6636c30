"""The acts on an agenda that others had from here before each noun got its own module."""

from visits.actions.agenda_days import add_day
from visits.actions.agenda_items import add_item, cancel_item, move_item
from visits.actions.agenda_speakers import add_speaker
from visits.actions.releases import make_release, release_agenda

__all__ = [
    "add_day",
    "add_item",
    "add_speaker",
    "cancel_item",
    "make_release",
    "move_item",
    "release_agenda",
]
