"""The e-mail domains of cities: whose address is from where."""

from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import City, CityDomain, Person
from portal.lib.locks import hold
from portal.models import LogEntry

# Anyone can have an address there, so it says nothing of a city.
OF_EVERYBODY: Final = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"),
        *("yahoo.com", "icloud.com", "me.com", "gmx.de", "gmx.net", "gmx.com", "web.de"),
        *("proton.me", "protonmail.com", "aol.com", "mail.com", "orange.fr", "wanadoo.fr"),
        *("free.fr", "libero.it", "wp.pl", "o2.pl", "seznam.cz", "t-online.de", "ziggo.nl"),
    }
)
is_domain_name = DomainNameValidator(
    accept_idna=False,
    message=gettext_lazy("A domain is what stands behind the @ of an address, as in utrecht.nl."),
)


@transaction.atomic
def add_domain(*, city: City, domain: str, by: Person | None) -> CityDomain:
    """Let addresses of ``domain`` and of what lies below it belong to a city; two cities never share one."""
    hold("domains of cities")
    domain = domain.strip().lower().lstrip("@").rstrip(".")
    _refuse(city, domain)
    row = CityDomain(city=city, domain=domain)
    row.full_clean()
    row.save()
    LogEntry.objects.record("add_domain", city, by=by, domain=row.pk)
    return row


@transaction.atomic
def remove_domain(*, domain: CityDomain, by: Person | None) -> None:
    """From now on its addresses belong to no city; people who came by it stay."""
    LogEntry.objects.record("remove_domain", domain.city, by=by, domain=domain.pk)
    domain.delete()


def _refuse(city: City, domain: str) -> None:
    is_domain_name(domain)
    if domain in OF_EVERYBODY:
        raise ValidationError(
            _("Anyone can have an address at %(domain)s: it belongs to no city."),
            params={"domain": domain},
        )
    for other in CityDomain.objects.select_related("city"):
        is_same = other.domain == domain
        is_nested = other.domain.endswith(f".{domain}") or domain.endswith(f".{other.domain}")
        if is_same or (is_nested and other.city_id != city.pk):
            raise ValidationError(_taken(city, other))


def _taken(city: City, other: CityDomain) -> str:
    said = {"domain": other.domain, "city": other.city.name}
    if other.city_id == city.pk:
        return _("%(city)s has %(domain)s already.") % said
    return (
        _(
            "%(domain)s, with all that lies below it, is %(city)s’s: remove it there first, or choose a narrower one."
        )
        % said
    )
