"""Meetings, agendas, releases, practical information, pictures, the countdown, registrations and attendance."""

from visits.models.agenda import AgendaDay, AgendaItem, Release, Speaker
from visits.models.answers import (
    Answer,
    RegistrationConsent,
    RegistrationExport,
    RegistrationMail,
)
from visits.models.archive import ArchivePage
from visits.models.attendance import Attendance
from visits.models.claim import Claim
from visits.models.claim_states import ClaimState
from visits.models.countdown import CountdownStep
from visits.models.history import AgendaItemHistory, MeetingHistory, PracticalPartHistory
from visits.models.hosting import MeetingHost, Organiser
from visits.models.journal import AgendaChange
from visits.models.meeting import Gathering, Meeting
from visits.models.picture import Picture, PictureFile
from visits.models.practical import PracticalPart
from visits.models.registration import Registration
from visits.models.registration_settings import (
    Allotment,
    Option,
    Question,
    RegistrationSettings,
)

__all__ = [
    "AgendaChange",
    "AgendaDay",
    "AgendaItem",
    "AgendaItemHistory",
    "Allotment",
    "Answer",
    "ArchivePage",
    "Attendance",
    "Claim",
    "ClaimState",
    "CountdownStep",
    "Gathering",
    "Meeting",
    "MeetingHistory",
    "MeetingHost",
    "Option",
    "Organiser",
    "Picture",
    "PictureFile",
    "PracticalPart",
    "PracticalPartHistory",
    "Question",
    "Registration",
    "RegistrationConsent",
    "RegistrationExport",
    "RegistrationMail",
    "RegistrationSettings",
    "Release",
    "Speaker",
]
