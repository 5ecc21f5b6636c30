"""What a line of the table of personal data says: which fields, what for, on which basis, for whose eyes, until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


class Basis(Enum):
    """The lawful basis, by its place in Regulation (EU) 2016/679."""

    CONSENT = _("your explicit consent (Articles 6(1)(a) and 9(2)(a))")
    OBLIGATION = _("our duty to be able to show that we kept the law (Article 6(1)(c))")
    INTEREST = _("our legitimate interest in running the network (Article 6(1)(f))")
    SAFETY = _("our legitimate interest in keeping the portal safe (Article 6(1)(f))")


class Erased(Enum):
    """What becomes of a person's rows when the person is erased. Each is done by portal/erasure.py."""

    DELETED = _("deleted")
    CLEARED = _("stays without the person")
    EMPTIED = _("stays, its words about the person are emptied")
    NAMELESS = _("stays as a count, of a record without a name")
    DECIDED = _("is published: listed for a person of the secretariat to decide about")
    BY_ITSELF = _("ends with the record it belongs to")


Whose = Callable[[Person], Q]


@dataclass(frozen=True)
class Held:
    """Fields of one model that say something about people.

    ``whose`` finds the rows of one person; where it is none, the rows are no one person's. ``secret`` are those that are
    kept and never shown (hashes, keys). ``about_anyone`` are words that others wrote, which may name anybody: they are
    emptied where they name somebody who is erased.
    """

    label: str
    fields: str
    whose: Whose | None
    erased: Erased
    secret: str = ""
    about_anyone: str = ""

    @property
    def model(self) -> Any:
        return apps.get_model(self.label)

    @property
    def names(self) -> list[str]:
        return self.fields.split()

    @property
    def columns(self) -> list[Any]:
        """Its fields as the model knows them."""
        return [self.model._meta.get_field(name) for name in self.names]  # noqa: SLF001 - Django's own way

    @property
    def shown(self) -> list[str]:
        """What a person is shown of the own rows."""
        return [name for name in self.names if name not in self.secret.split()]

    def rows_of(self, person: Person) -> models.QuerySet[Any]:
        """The rows that are about this person; none where they are no one person's."""
        rows: models.QuerySet[Any] = self.model.objects.order_by("pk")
        return rows.filter(self.whose(person)) if self.whose else rows.none()


@dataclass(frozen=True)
class Purpose:
    """Something that personal data is kept for, and all that is kept for it.

    ``rules`` name those of portal/retention/rules.py that end it; where there is none, ``term`` says what does.
    """

    name: str
    title: _StrOrPromise
    why: _StrOrPromise
    basis: Basis
    seen_by: _StrOrPromise
    term: _StrOrPromise
    then: _StrOrPromise
    held: tuple[Held, ...]
    rules: tuple[str, ...] = ()


def of(*lookups: str) -> Whose:
    """Rows that point to the person by one of these."""

    def whose(person: Person) -> Q:
        found = Q()
        for lookup in lookups:
            found |= Q(**{lookup: person.pk})
        return found

    return whose


def of_or_to(address: str, *lookups: str) -> Whose:
    """The same, and rows that hold the person's e-mail address in ``address``."""

    def whose(person: Person) -> Q:
        found = of(*lookups)(person)
        return found | Q(**{address: person.email}) if person.email else found

    return whose
