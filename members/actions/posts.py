"""Changing and ending posts."""

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.actions.waiting import pass_to_staff
from members.models import GroupRequest, Person, Post
from members.models.asking import Answer
from portal.lib import mail, site
from portal.models import LogEntry


@transaction.atomic
def change_post(*, post: Post, kind: str, title: str, by: Person | None) -> Post:
    """Set the role and the job title of a post that lasts.

    Who stops being the last coordinator of a city leaves its requests to staff, who answer them from then on.
    """
    post = _taken(post)
    changed = [
        name for name, value in (("kind", kind), ("title", title)) if getattr(post, name) != value
    ]
    if not changed:
        return post
    post.kind, post.title = kind, title
    post.full_clean()
    post.save(update_fields=changed)
    if "kind" in changed:
        pass_to_staff(city=post.city, day=timezone.localdate())
        if post.person != by:
            _tell("role_changed", post, by=by)
    LogEntry.objects.record(
        "change_post", post.person, by=by, city=post.city_id, kind=post.kind, fields=changed
    )
    return post


@transaction.atomic
def end_post(*, post: Post, until: date, by: Person | None) -> Post:
    """Let a post last until ``until`` and no longer; from then on access is gone, as it follows posts.

    What the person asked for in the city's name is taken back. What hangs on the person is the business of
    portal/handover.py, which calls this. Ended is ended: it may end earlier than was said, never again.
    """
    post = _taken(post)
    if post.ends_on is not None and post.ends_on <= until:
        raise ValidationError(
            _("The post of %(name)s ends on %(day)s already. Nothing was changed."),
            params={"name": post.person.name, "day": date_format(post.ends_on)},
        )
    asked = GroupRequest.objects.filter(person=post.person, city=post.city, answer=Answer.NONE)
    asked.update(answer=Answer.TAKEN_BACK, answered_at=timezone.now(), answered_by=by)
    LogEntry.objects.record(
        "end_post", post.person, by=by, city=post.city_id, kind=post.kind, until=str(until)
    )
    post.end(until)
    pass_to_staff(city=post.city, day=until + timedelta(days=1))
    return post


def _taken(post: Post) -> Post:
    """The post's row, locked until the transaction ends; of two who change it at once the second sees the first."""
    found: Post | None = (
        Post.objects.select_for_update(of=("self",))
        .select_related("person", "city")
        .filter(pk=post.pk)
        .first()
    )
    if found is None:
        raise ValidationError(_("This post has been ended already. Nothing was changed."))
    return found


def _tell(name: str, post: Post, *, by: Person | None) -> None:
    """The mail ``name`` to the holder of a post, who may have no address."""
    if not post.person.email:
        return
    mail.send(
        name,
        to=post.person.email,
        person=post.person,
        context={
            "person": post.person,
            "city": post.city,
            "post": post,
            "by": by.name if by else settings.NETWORK_NAME,
            "address": site.absolute("/my/city/"),
        },
    )
