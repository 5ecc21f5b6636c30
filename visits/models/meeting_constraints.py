"""What the database holds of a meeting's row, each rule by its name and with its sentence."""

from typing import Final

from django.db.models import BaseConstraint, CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

CONSTRAINTS: Final[list[BaseConstraint]] = [
    CheckConstraint(
        condition=Q(ends_on__gte=F("starts_on")) | Q(starts_on__isnull=True),
        name="meeting_ends_after_start",
        violation_error_message=_("The last day comes before the first."),
    ),
    CheckConstraint(
        condition=Q(starts_on__isnull=True, ends_on__isnull=True)
        | Q(starts_on__isnull=False, ends_on__isnull=False),
        name="meeting_first_and_last_day",
        violation_error_message=_("Give both the first and the last day, or neither."),
    ),
    CheckConstraint(
        condition=Q(dates="fixed", starts_on__isnull=False, month_on__isnull=True)
        | (Q(dates="tentative") & (Q(starts_on__isnull=True) | Q(month_on__isnull=True)))
        | Q(dates="unknown", starts_on__isnull=True, month_on__isnull=True),
        name="meeting_dates_fit",
        violation_error_message=_(
            "Fixed dates have days; tentative ones have days, a month or neither; unknown ones have nothing."
        ),
    ),
    CheckConstraint(
        condition=Q(month_on__isnull=True) | Q(month_on__day=1),
        name="meeting_month_by_first_day",
        violation_error_message=_("A month is written as its first day."),
    ),
    CheckConstraint(
        condition=Q(kind="forum") | Q(lead_group__isnull=False),
        name="meeting_has_group",
        violation_error_message=_("Only a forum meeting can be without a group."),
    ),
    CheckConstraint(
        condition=~Q(kind="forum") | Q(forum__isnull=False) | Q(lead_group__isnull=False),
        name="meeting_of_forum_has_forum",
        violation_error_message=_("A forum meeting belongs to a forum or to a group."),
    ),
    CheckConstraint(
        condition=Q(state="draft", published_at__isnull=True)
        | (~Q(state="draft") & Q(published_at__isnull=False)),
        name="meeting_published_has_time",
        violation_error_message=_(
            "A draft was never published; anything else has the time when it was."
        ),
    ),
    CheckConstraint(
        condition=Q(published_at__isnull=False) | Q(published_by__isnull=True),
        name="meeting_published_by_with_at",
        violation_error_message=_("Who published goes with when."),
    ),
    CheckConstraint(
        condition=(Q(state="reported") & Q(reported_at__isnull=False))
        | (~Q(state="reported") & (Q(reported_at__isnull=True) | Q(state="cancelled"))),
        name="meeting_reported_has_time",
        violation_error_message=_("A published report has the time of its publication."),
    ),
    CheckConstraint(
        condition=Q(reported_at__isnull=False) | Q(reported_by__isnull=True),
        name="meeting_reported_by_with_at",
        violation_error_message=_("Who published the report goes with when."),
    ),
    CheckConstraint(
        condition=Q(state="draft") | Q(publish_at__isnull=True, publish_refused=""),
        name="meeting_planned_while_draft",
        violation_error_message=_("Only a draft is planned to be published."),
    ),
    CheckConstraint(
        condition=Q(publish_at__isnull=False) | Q(publish_planned_by__isnull=True),
        name="meeting_planned_by_with_at",
        violation_error_message=_("Who planned to publish goes with when."),
    ),
    CheckConstraint(
        condition=Q(follows__isnull=True) | ~Q(follows=F("pk")),
        name="meeting_follows_another",
        violation_error_message=_("A meeting cannot follow itself."),
    ),
]
