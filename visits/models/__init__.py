"""Meetings, agendas, releases, practical information, pictures, the countdown and attendance."""

from visits.models.agenda import AgendaDay, AgendaItem, Release, Speaker
from visits.models.archive import ArchivePage
from visits.models.attendance import Attendance
from visits.models.countdown import CountdownStep
from visits.models.history import AgendaItemHistory, MeetingHistory, PracticalPartHistory
from visits.models.journal import AgendaChange
from visits.models.meeting import Gathering, Meeting, MeetingHost, Organiser
from visits.models.picture import Picture, PictureFile
from visits.models.practical import PracticalPart

__all__ = [
    "AgendaChange",
    "AgendaDay",
    "AgendaItem",
    "AgendaItemHistory",
    "ArchivePage",
    "Attendance",
    "CountdownStep",
    "Gathering",
    "Meeting",
    "MeetingHistory",
    "MeetingHost",
    "Organiser",
    "Picture",
    "PictureFile",
    "PracticalPart",
    "PracticalPartHistory",
    "Release",
    "Speaker",
]
