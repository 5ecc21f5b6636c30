"""People, who may or may not log in, and their posts in cities."""

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models.city import City, CityMembership
from members.models.periods import Period, PeriodQuerySet, lasts_on
from portal.lib.fields import KeyField, ends_after_start, no_overlap
from portal.lib.names import fold


class PersonManager(BaseUserManager["Person"]):
    """Adds people; e-mail addresses are kept in lower case."""

    def create_user(
        self, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "Person":
        """Add a person. Without a password nobody can log in as this person; without an e-mail nobody can at all."""
        person = self.model(email=email.lower() if email else None, **fields)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(email, password, office=Person.Office.ADMINISTRATOR, **fields)

    def possible_contacts(self) -> "models.QuerySet[Person]":
        """Who may be a group's staff contact: the secretariat, and who is one already."""
        in_office = models.Q(is_active=True) & ~models.Q(office="")
        return self.filter(in_office | models.Q(contact_for_groups__isnull=False)).distinct()

    def with_post_in(self, city: City, *, outside: Any = None) -> "models.QuerySet[Person]":
        """Who holds a post in the city today; with ``outside``, only who has no place in that group."""
        posts = Post.objects.filter(lasts_on(), city=city, person=OuterRef("pk"))
        people = self.filter(Exists(posts))
        if outside is None:
            return people
        not_over = models.Q(group_memberships__ends_on__isnull=True) | models.Q(
            group_memberships__ends_on__gte=timezone.localdate()
        )
        return people.exclude(pk__in=self.filter(not_over, group_memberships__group=outside))

    def looked_for(self, words: str) -> "models.QuerySet[Person]":
        """Whose name, without regard to accents, or address holds the words; everybody without any. With their posts."""
        posts = Post.objects.filter(lasts_on()).select_related("city")
        found = self.filter(erased_at__isnull=True).prefetch_related(
            models.Prefetch("posts", posts, to_attr="current_posts")
        )
        if not words:
            return found
        key = fold(words)
        by_name = models.Q(name_key__contains=key) if key else models.Q(pk__in=())
        return found.filter(by_name | models.Q(email__icontains=words))

    def named(self, words: str) -> "models.QuerySet[Person]":
        """Whose name holds the words, without regard to accents; nobody without any. With their posts of today."""
        key = fold(words)
        posts = Post.objects.filter(lasts_on()).select_related("city")
        found = self.filter(erased_at__isnull=True, name_key__contains=key) if key else self.none()
        return found.order_by("name_key").prefetch_related(
            models.Prefetch("posts", posts, to_attr="current_posts")
        )

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """One person, one record; the login is the person's e-mail address, which may be missing."""

    class Office(models.TextChoices):
        NONE = "", _("none")
        STAFF = "staff", _("staff")
        ADMINISTRATOR = "administrator", _("administrator")

    class News(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        WEEKLY = "weekly", _("once a week")
        NEVER = "never", _("never")

    name = models.CharField(_("name"), max_length=160)
    name_key = KeyField(_("sort key"), source="name")
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    office = models.CharField(
        _("office"), max_length=15, choices=Office, default=Office.NONE, blank=True
    )
    office_since_at = models.DateTimeField(_("in office since"), null=True, blank=True)
    is_active = models.BooleanField(_("may log in"), default=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    languages = ArrayField(
        models.CharField(max_length=8), verbose_name=_("languages"), default=list, blank=True
    )
    diet = models.TextField(_("diet"), blank=True)
    access_needs = models.TextField(_("access needs"), blank=True)
    news = models.CharField(_("news"), max_length=10, choices=News, default=News.AT_ONCE)
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name_key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=True)
                | (models.Q(email=Lower("email")) & ~models.Q(email="")),
                name="person_email_lower_case",
                violation_error_message=_("An e-mail address is kept in lower case, or left out."),
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True)
                | models.Q(
                    email__isnull=True,
                    is_active=False,
                    office="",
                    phone="",
                    diet="",
                    access_needs="",
                ),
                name="person_erased_is_nobody",
                violation_error_message=_("Who was erased has no address and cannot log in."),
            ),
        ]

    def __str__(self) -> str:
        """Who was erased has no name, and is called so in the reader's language."""
        return gettext("a former colleague") if self.erased_at else self.name

    def get_full_name(self) -> str:
        return self.name

    @property
    def has_account(self) -> bool:
        """Has a way in that is one's own, or has been in: who was only imported has not, and is yet to be invited."""
        return self.last_login is not None or self.has_usable_password()

    @property
    def initials(self) -> str:
        """At most two letters, for the round sign beside a name."""
        parts = self.name.split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


class PostQuerySet(PeriodQuerySet):
    def in_member_cities(self) -> "PostQuerySet":
        membership = CityMembership.objects.filter(lasts_on(), city=OuterRef("city"))
        return self.filter(Exists(membership))

    def deciding(self, day: date | None = None) -> "PostQuerySet":
        """Held on ``day`` by coordinators who can be asked: their login is open, and they have an address."""
        return self.filter(
            lasts_on(day),
            kind=Post.Kind.COORDINATOR,
            person__is_active=True,
            person__email__isnull=False,
        )

    def to_invite(self) -> "PostQuerySet":
        """Posts held today in member cities by people who have an address, no account and no open invitation."""
        invited = Person.objects.filter(
            invitations__pk__isnull=False,
            invitations__accepted_at__isnull=True,
            invitations__withdrawn_at__isnull=True,
        )
        known = Person.objects.filter(
            is_active=True,
            email__isnull=False,
            last_login__isnull=True,
            password__startswith=UNUSABLE_PASSWORD_PREFIX,
        )
        current = self.in_member_cities().filter(lasts_on(), person__in=known)
        return current.exclude(person__in=invited)


class Post(Period):
    """A person's post in a city, with dates: people move, and cities keep who spoke for them."""

    class Kind(models.TextChoices):
        REPRESENTATIVE = "representative", _("representative")
        COORDINATOR = "coordinator", _("coordinator")

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="posts", verbose_name=_("person")
    )
    city = models.ForeignKey(
        City, on_delete=models.PROTECT, related_name="posts", verbose_name=_("city")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.REPRESENTATIVE)
    title = models.CharField(_("job title"), max_length=160, blank=True)

    objects = PostQuerySet.as_manager()  # type: ignore[misc]  # the periods' own, and more

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["city__name_key", "person__name_key", "starts_on"]
        constraints = [
            ends_after_start("post_ends_after_start"),
            no_overlap(
                "post_no_overlap",
                "person",
                "city",
                message=_("This person has a post in this city in these days already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.city}"
