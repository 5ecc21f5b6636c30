"""Forums, working groups, who belongs to them and who chairs them."""

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models.city import City
from members.models.periods import Period, PeriodQuerySet, lasts_on
from members.models.person import Person, Post
from portal.lib.fields import KeyField, ends_after_start, no_overlap

if TYPE_CHECKING:
    from members.reader import Reader


class Forum(models.Model):
    """A field of the network's work: culture, economy, environment, mobility, social affairs."""

    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(_("sort key"), source="name")
    slug = models.SlugField(_("address"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        ordering = ["name_key"]

    def __str__(self) -> str:
        return self.name


class GroupQuerySet(models.QuerySet["Group"]):
    def with_forum_names(self) -> "GroupQuerySet":
        """Each with the names of its forums, in order."""
        has_forum = Q(forums__isnull=False)
        names = ArrayAgg("forums__name", filter=has_forum, order_by="forums__name_key", default=[])
        return self.annotate(forum_names=names)

    def for_desk(self) -> "GroupQuerySet":
        """Each with its forums, how many people belong to it today, and whether it has a chair; open ones first."""
        here = {"group": OuterRef("pk")}
        belonging = GroupMembership.objects.filter(lasts_on(), **here).order_by().values("group")
        seats = Mandate.objects.filter(lasts_on(), kind="chair", **here)
        return (
            self.with_forum_names()
            .annotate(
                people=Coalesce(Subquery(belonging.annotate(all=Count("pk")).values("all")), 0),
                has_chair=Exists(seats),
            )
            .order_by(F("closed_on").asc(nulls_first=True), "name_key")
        )

    def prepared_by(self, reader: "Reader") -> "GroupQuerySet":
        """Those whose pages this reader prepares: all of them for staff, their own for chairs."""
        return self.all() if reader.is_staff else self.filter(pk__in=reader.chaired_group_ids)

    def open(self) -> "GroupQuerySet":
        return self.filter(closed_on__isnull=True)

    def closed(self) -> "GroupQuerySet":
        return self.filter(closed_on__isnull=False)


class Group(models.Model):
    """A working group. A closed one keeps its pages and says why it was closed."""

    name = models.CharField(_("name"), max_length=160)
    name_key = KeyField(_("sort key"), source="name", unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    forums = models.ManyToManyField(
        Forum, related_name="groups", blank=True, verbose_name=_("forums")
    )
    objectives = models.TextField(_("objectives"), blank=True)
    staff_contact = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_for_groups",
        verbose_name=_("staff contact"),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closing_note = models.TextField(_("closing note"), blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["name_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing_note="")
                | (Q(closed_on__isnull=False) & ~Q(closing_note="")),
                name="group_closed_with_note",
                violation_error_message=_(
                    "A closed group says why it was closed; an open one has no closing note."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.slug])

    def posts_of_members(self) -> models.QuerySet[Post]:
        """The posts held today by those who belong to the group today, by city and name."""
        belonging = GroupMembership.objects.filter(lasts_on(), group=self)
        posts = Post.objects.filter(lasts_on(), person__in=belonging.values("person"))
        return posts.select_related("city", "person")


class GroupMembershipQuerySet(PeriodQuerySet):
    def by_city(self) -> Self:
        """Each with its person and ``city_name``, that of a post the person holds today, in their order."""
        posts = Post.objects.filter(lasts_on(), person=OuterRef("person")).order_by(
            "city__name_key"
        )
        return (
            self.select_related("person")
            .annotate(
                city_name=Subquery(posts.values("city__name")[:1]),
                city_key=Subquery(posts.values("city__name_key")[:1]),
            )
            .order_by(F("city_key").asc(nulls_last=True), "person__name_key", "starts_on")
        )


class GroupMembership(Period):
    """A person's place in a working group, from and until."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="group_memberships", verbose_name=_("person")
    )
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("group")
    )

    objects = GroupMembershipQuerySet.as_manager()  # type: ignore[misc]  # the periods' own, and more

    class Meta:
        verbose_name = _("group membership")
        verbose_name_plural = _("group memberships")
        ordering = ["group__name_key", "person__name_key"]
        constraints = [
            ends_after_start("group_membership_ends_after_start"),
            no_overlap(
                "group_membership_no_overlap",
                "person",
                "group",
                message=_("This person belongs to this group in these days already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.group}"


class MandateQuerySet(PeriodQuerySet):
    def with_holders(self) -> Self:
        """Each with city and person, and whether this person ``holds_post`` there today: else the seat counts for nobody."""
        post = Post.objects.filter(lasts_on(), person=OuterRef("person"), city=OuterRef("city"))
        return self.select_related("city", "person").annotate(holds_post=Exists(post))


class Mandate(Period):
    """A city's seat as chair or vice-chair of a group, held by a person or vacant."""

    class Kind(models.TextChoices):
        CHAIR = "chair", _("chair")
        VICE_CHAIR = "vice_chair", _("vice-chair")

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("group")
    )
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("city")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CHAIR)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("held by"),
    )

    objects = MandateQuerySet.as_manager()  # type: ignore[misc]  # the periods' own, and more

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["group__name_key", "kind", "city__name_key"]
        constraints = [
            ends_after_start("mandate_ends_after_start"),
            no_overlap(
                "mandate_no_overlap",
                "group",
                "city",
                "kind",
                message=_("This city holds this seat in these days already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_kind_display()}, {self.city}"


class GroupYear(models.Model):
    """What a group wants to reach in one year."""

    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="years", verbose_name=_("group")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    objectives = models.TextField(_("objectives"))

    class Meta:
        verbose_name = _("objectives of a year")
        verbose_name_plural = _("objectives by year")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "year"],
                name="group_year_once",
                violation_error_message=_("This group has objectives for this year already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.year}"
