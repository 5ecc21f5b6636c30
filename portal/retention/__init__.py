"""Which personal data the portal holds: every field of every model, with purpose, basis, who sees it, term, and what then.

A field that is in neither table fails a test. /privacy/ and docs/personal-data.md are written from here, "my data" shows
what is listed here, erasing follows it, and the nightly job does what ``rules`` say.
"""

from portal.retention.history import HISTORY
from portal.retention.not_personal import NOT_PERSONAL, TABLES
from portal.retention.people import PEOPLE
from portal.retention.published import PUBLISHED
from portal.retention.registrations import REGISTRATIONS
from portal.retention.table import Basis, Erased, Held, Purpose
from portal.retention.traces import TRACES
from portal.retention.writing import WRITING

__all__ = [
    "NOT_PERSONAL",
    "PUBLISHED",
    "PURPOSES",
    "TABLES",
    "Basis",
    "Erased",
    "Held",
    "Purpose",
]

PURPOSES: tuple[Purpose, ...] = (*PEOPLE, *REGISTRATIONS, *TRACES, WRITING, HISTORY, PUBLISHED)
