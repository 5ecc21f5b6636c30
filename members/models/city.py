"""Cities, the names and addresses they go by, and their membership of the network over time."""

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models.periods import Period, lasts_on
from portal.lib.fields import KeyField, TimeZoneField, ends_after_start, no_overlap
from portal.lib.names import fold


class CityQuerySet(models.QuerySet["City"]):
    def members(self, kind: str = "") -> "CityQuerySet":
        """Cities of the network today, of one ``kind`` of membership or whatever it is."""
        current = CityMembership.objects.filter(lasts_on(), city=OuterRef("pk"))
        return self.filter(Exists(current.filter(kind=kind) if kind else current))

    def outside(self) -> "CityQuerySet":
        """Cities that are not of the network today: visitors, those that left, those that are to come."""
        current = CityMembership.objects.filter(lasts_on(), city=OuterRef("pk"))
        return self.filter(~Exists(current))

    def other_than(self, city: "City") -> "CityQuerySet":
        return self.exclude(pk=city.pk)

    def called(self, name: str) -> "CityQuerySet":
        """Cities with ``name``, without its accents, anywhere in one of their names."""
        key = fold(name)
        alias = CityAlias.objects.filter(name_key__contains=key, city=OuterRef("pk"))
        return self.filter(Q(name_key__contains=key) | Exists(alias)) if key else self

    def for_desk(self) -> "CityQuerySet":
        """Each with its ``current_memberships`` and how many people it has today, and coordinators who can be asked."""
        held = lasts_on(prefix="posts__")
        decides = Q(
            posts__kind="coordinator",
            posts__person__is_active=True,
            posts__person__email__isnull=False,
        )
        return (
            self.with_current_memberships()
            .order_by("name_key")
            .annotate(
                people=Count("posts", filter=held),
                coordinators=Count("posts", filter=held & decides),
            )
        )

    def with_current_memberships(self) -> "CityQuerySet":
        current = CityMembership.objects.current()
        return self.prefetch_related(
            Prefetch("memberships", current, to_attr="current_memberships")
        )

    def with_other_names(self) -> "CityQuerySet":
        """Each with the other names it goes by, in order."""
        has_alias = Q(aliases__isnull=False)
        names = ArrayAgg(
            "aliases__name", filter=has_alias, order_by="aliases__name_key", default=[]
        )
        return self.annotate(other_names=names)

    def members_by_country(self) -> "CityQuerySet":
        """The cities of the network by country and name, each with its ``current_memberships``."""
        return self.members().order_by("country", "name_key").with_current_memberships()


class City(models.Model):
    """A city is a record, never free text."""

    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(_("sort key"), source="name")
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    country_code = models.CharField(_("country code"), max_length=2)
    country = models.CharField(_("country"), max_length=80)
    latitude = models.DecimalField(_("latitude"), max_digits=7, decimal_places=4)
    longitude = models.DecimalField(_("longitude"), max_digits=7, decimal_places=4)
    time_zone = TimeZoneField(_("time zone"))
    geonames_id = models.BigIntegerField(_("GeoNames number"), null=True, blank=True, unique=True)
    text = models.TextField(_("short text"), blank=True)
    mailbox = models.EmailField(_("functional mailbox"), blank=True)
    picture_alt = models.CharField(_("the picture in words"), max_length=200, blank=True)

    objects = CityQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["name_key"]
        indexes = [models.Index(fields=["name_key"], name="city_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "country_code"],
                name="city_once_a_country",
                violation_error_message=_("This country has a city of this name already."),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="city_on_the_globe",
                violation_error_message=_("The latitude or longitude is off the globe."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("city", args=[self.slug])


class FormerAddress(models.Model):
    """The address of a record that was merged into this city: it leads here for ever, and is given to no other."""

    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="former_addresses", verbose_name=_("city")
    )
    slug = models.SlugField(_("address"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("former address of a city")
        verbose_name_plural = _("former addresses of cities")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class CityAlias(models.Model):
    """Another spelling of a city's name: Milano, Bialystok, Nuremberg."""

    city = models.ForeignKey(
        City, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("city")
    )
    name = models.CharField(_("name"), max_length=120)
    name_key = KeyField(_("sort key"), source="name")

    class Meta:
        verbose_name = _("other name of a city")
        verbose_name_plural = _("other names of cities")
        ordering = ["name_key"]
        constraints = [models.UniqueConstraint(fields=["city", "name"], name="city_alias_once")]

    def __str__(self) -> str:
        return self.name


class CityDomain(models.Model):
    """A domain of e-mail addresses that belong to a city, such as utrecht.nl; its subdomains belong with it."""

    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="domains", verbose_name=_("city")
    )
    domain = models.CharField(_("domain"), max_length=253, unique=True)

    class Meta:
        verbose_name = _("e-mail domain")
        verbose_name_plural = _("e-mail domains")
        ordering = ["domain"]
        constraints = [
            models.CheckConstraint(
                condition=Q(domain=Lower("domain"), domain__contains=".")
                & ~Q(domain__contains="@"),
                name="city_domain_is_a_domain",
                violation_error_message=_(
                    "A domain is written without @ and in lower case, as in utrecht.nl."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.domain


class CityMembership(Period):
    """A city's membership of the network, from and until."""

    class Kind(models.TextChoices):
        FULL = "full", _("full member")
        ASSOCIATE = "associate", _("associate member")
        PARTNER = "partner", _("partner")

    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("city")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.FULL)

    class Meta:
        verbose_name = _("membership of a city")
        verbose_name_plural = _("memberships of cities")
        ordering = ["city__name_key", "starts_on"]
        constraints = [
            ends_after_start("city_membership_ends_after_start"),
            no_overlap(
                "city_membership_no_overlap",
                "city",
                message=_("This city has a membership in these days already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city}: {self.get_kind_display()}"
