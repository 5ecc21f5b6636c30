"""The Atom feed of what is new."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from members.reader import STRANGER
from portal.lib.feeds import respond_with_feed
from portal.lib.kept import kept
from portal.lib.policies import everyone
from visits.feeds import news
from visits.listing import with_hosts_and_groups
from visits.models import Meeting


@everyone
@kept
@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """Meetings and reports that everyone may read; feed readers do not log in, so nobody is shown more."""
    listed = Meeting.objects.listed_for(STRANGER)
    reported = Meeting.objects.with_report_for(STRANGER)
    announced, reports = with_hosts_and_groups(
        listed.for_lists().latest_told_first("published_at")[: news.ENTRIES],
        reported.latest_told_first("reported_at")[: news.ENTRIES],
    )
    entries = news.newest([*map(news.announced, announced), *map(news.reported, reports)])
    return respond_with_feed(
        request,
        news.atom(entries, path=request.path),
        content_type=news.CONTENT_TYPE,
        changed_at=max((entry.changed_at for entry in entries), default=None),
    )
