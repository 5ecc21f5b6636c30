"""What staff read of retention: which rule ends what, what the last nights did, and whose record ends soon."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.requests import ReaderRequest
from portal.lib.policies import staff
from portal.models import RetentionRun
from portal.retention import former
from portal.retention.nightly import FAILED
from portal.retention.rules import ALL

NIGHTS = 14
MOST_NAMES = 50


@staff
@never_cache
@require_safe
def retention(request: ReaderRequest) -> HttpResponse:
    runs = list(RetentionRun.objects.all()[:NIGHTS])
    soon = former.soon_nameless(timezone.now())
    context = {
        "runs": [_said(run) for run in runs],
        "rules": [_row(rule, runs) for rule in ALL],
        "people": soon[:MOST_NAMES],
        "people_count": soon.count(),
    }
    return render(request, "portal/retention/retention.html", context)


def _said(run: RetentionRun) -> dict[str, Any]:
    counts = [count for count in run.done.values() if count != FAILED]
    return {"at": run.ran_at, "rows": sum(counts), "failed": len(run.done) - len(counts)}


def _row(rule: Any, runs: list[RetentionRun]) -> dict[str, Any]:
    """A rule, and what it did in the last night and in all the nights that are shown."""
    counts = [run.done.get(rule.name, 0) for run in runs]
    return {
        "says": rule.says,
        "last": counts[0] if counts and counts[0] != FAILED else 0,
        "all": sum(count for count in counts if count != FAILED),
        "is_failing": bool(counts) and counts[0] == FAILED,
    }
