"""WeasyPrint alone on the HTML of an agenda: `python -m bench.paper SLUG`, the seconds of one for each line it is sent."""

import os
import sys
from time import perf_counter

os.environ["DATABASE_POOL"] = "0"

import django

django.setup()

from weasyprint import CSS, HTML  # noqa: E402 - after the setup
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: E402

from members.reader import STRANGER  # noqa: E402
from portal.lib.pdf import sources  # noqa: E402
from portal.lib.pdf.paper import Paper  # noqa: E402
from visits.listing import with_hosts_and_groups  # noqa: E402
from visits.printouts.agenda import Layout, agenda_paper  # noqa: E402
from visits.views.opening import open_meeting  # noqa: E402


class Fetcher(URLFetcher):
    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if (source := sources.read(url)) is None:
            return super().fetch(url, headers)
        return URLFetcherResponse(url, source.content, {"Content-Type": source.content_type})


def paper_of(slug: str) -> Paper:
    ((meeting,),) = with_hosts_and_groups([open_meeting(STRANGER, slug)])
    latest = list(meeting.releases.all()[:2])
    return agenda_paper(meeting=meeting, latest=latest, reader=STRANGER, layout=Layout.HAND)


def seconds(paper: Paper, fonts: FontConfiguration, sheets: dict[str, CSS]) -> float:
    fetcher = Fetcher()
    if paper.css not in sheets:
        sheets[paper.css] = CSS(
            string=paper.css, url_fetcher=fetcher, font_config=fonts, base_url="none:"
        )
    began = perf_counter()
    HTML(string=paper.html, url_fetcher=fetcher, base_url="none:").write_pdf(
        stylesheets=[sheets[paper.css]], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return perf_counter() - began


if __name__ == "__main__":
    one_press: tuple[FontConfiguration, dict[str, CSS]] = (FontConfiguration(), {})
    agenda = paper_of(sys.argv[1])
    # The first one loads the fonts, and does not count.
    seconds(agenda, *one_press)
    for _asked in sys.stdin:
        print(seconds(agenda, *one_press), flush=True)
