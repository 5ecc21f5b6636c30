"""What a start does not load: each web worker and the job worker would hold it all day for what few requests need."""

import json
import subprocess
import sys

from django.conf import settings

# Each of them is megabytes or dozens of milliseconds, and is imported where it is used.
NOT_AT_START = {
    "PIL.ImageDraw": "drawing pictures",
    "boto3": "documents in a bucket",
    "holidays": "working days, when somebody is asked for something",
    "icalendar": "calendars",
    "pypdfium2": "pages of documents, in a program of their own",
    "puremagic": "naming files that nobody takes",
    "requests": "the network's login provider, where one is configured",
    "segno": "codes on papers and for second factors",
    "visits.archive.dates": "the old site's pages, and agendas that are pasted",
    "visits.paste.reading": "agendas that are pasted",
    "weasyprint": "papers, in a press of their own",
    "werkzeug": "parts of files",
}
LOADED = "import json, sys; import portal.wsgi; print(json.dumps(sorted(sys.modules)))"


def test_what_few_requests_need_is_not_loaded_at_the_start() -> None:
    said = subprocess.check_output(
        [sys.executable, "-W", "ignore", "-c", LOADED], cwd=settings.BASE_DIR, text=True
    )

    loaded = json.loads(said.splitlines()[-1])
    assert "visits.views.meeting" in loaded
    assert not {name: why for name, why in NOT_AT_START.items() if name in loaded}
