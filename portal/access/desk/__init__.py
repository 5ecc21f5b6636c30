"""Who prepares what at the desk: editors (staff, chairs, organisers) for their meetings; publishing is staff's."""

from portal.access.desk.agenda import AGENDA
from portal.access.desk.documents import DOCUMENTS
from portal.access.desk.history import HISTORY
from portal.access.desk.index import INDEX
from portal.access.desk.meetings import MEETINGS
from portal.access.desk.paste import PASTE
from portal.access.desk.pictures import PICTURES
from portal.access.desk.registration_numbers import REGISTRATION_NUMBERS
from portal.access.desk.registration_settings import REGISTRATION_SETTINGS
from portal.access.desk.registrations import REGISTRATIONS
from portal.access.desk.report import REPORT
from portal.access.desk.texts import TEXTS

DESK = (
    *INDEX,
    *MEETINGS,
    *AGENDA,
    *PASTE,
    *TEXTS,
    *PICTURES,
    *HISTORY,
    *REPORT,
    *REGISTRATIONS,
    *REGISTRATION_SETTINGS,
    *REGISTRATION_NUMBERS,
    *DOCUMENTS,
)
