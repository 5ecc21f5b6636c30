"""The addresses behind the rows of portal/access/desk/, one module a part."""

from tests.access.desk.of_agenda import of_agenda
from tests.access.desk.of_documents import of_documents
from tests.access.desk.of_history import of_history
from tests.access.desk.of_index import of_index
from tests.access.desk.of_meetings import of_meetings
from tests.access.desk.of_paste import of_paste
from tests.access.desk.of_pictures import of_pictures
from tests.access.desk.of_registration_numbers import of_registration_numbers
from tests.access.desk.of_registration_settings import of_registration_settings
from tests.access.desk.of_registrations import of_registrations
from tests.access.desk.of_report import of_report
from tests.access.desk.of_texts import of_texts

DESK = (
    of_index,
    of_meetings,
    of_agenda,
    of_paste,
    of_texts,
    of_pictures,
    of_history,
    of_report,
    of_registrations,
    of_registration_settings,
    of_registration_numbers,
    of_documents,
)
