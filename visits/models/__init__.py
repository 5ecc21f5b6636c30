"""Meetings, agendas, releases, practical information and attendance."""

from visits.models.agenda import AgendaDay, AgendaItem, Release, Speaker
from visits.models.archive import ArchivePage
from visits.models.attendance import Attendance
from visits.models.meeting import Gathering, Meeting, MeetingHost, Organiser
from visits.models.practical import PracticalPart

__all__ = [
    "AgendaDay",
    "AgendaItem",
    "ArchivePage",
    "Attendance",
    "Gathering",
    "Meeting",
    "MeetingHost",
    "Organiser",
    "PracticalPart",
    "Release",
    "Speaker",
]
