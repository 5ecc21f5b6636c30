"""The night's work: each rule in portions, each portion a transaction of its own, and a record of how much that was."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from django.db import transaction
from django.utils import timezone

from portal.models import RetentionRun
from portal.retention.rules import RULES, SWEEPS, Rule

log = logging.getLogger(__name__)

# What one night leaves, the next one takes up.
MOST_PORTIONS: Final = 200
FAILED: Final = "failed"


def keep_no_longer() -> RetentionRun:
    """Do what is due now by every rule. A rule that fails is noted as failed and holds up no other.

    Run again, it finds nothing left to do; run twice at once, each leaves alone what the other has taken.
    """
    now = timezone.now()
    done = {rule.name: _attempt(rule.name, partial(_work_off, rule, now)) for rule in RULES}
    done |= {sweep.name: _attempt(sweep.name, sweep.sweep) for sweep in SWEEPS}
    return RetentionRun.objects.create(ran_at=now, done=done)


def _attempt(name: str, work: Callable[[], int]) -> int | str:
    try:
        return work()
    except Exception:
        log.exception("The retention rule %s failed; the others go on.", name)
        return FAILED


def _work_off(rule: Rule, now: datetime) -> int:
    """How many rows the rule took, at most so many portions in one night."""
    done = 0
    for _portion in range(MOST_PORTIONS):
        if not (taken := _take_portion(rule, now)):
            break
        done += taken
    return done


@transaction.atomic
def _take_portion(rule: Rule, now: datetime) -> int:
    due = rule.due(now - rule.kept)
    keys = list(
        due.order_by("pk")
        .select_for_update(skip_locked=True)
        .values_list("pk", flat=True)[: rule.portion]
    )
    if keys:
        rule.then(due.model.objects.filter(pk__in=keys))
    return len(keys)
