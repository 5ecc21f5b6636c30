"""What the desk asks about a city."""

import zoneinfo
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from members.models import City, CityMembership, CityPicture
from members.models.city import CityQuerySet
from portal.lib import pictures
from portal.lib.fields import validate_time_zone
from portal.lib.formfields import DayField, LinesField, RichText
from portal.lib.select import LongSelect

REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Europe/", "Indian/", "Pacific/")
is_country_code = RegexValidator(r"^[A-Za-z]{2}$", _("A country code is two letters, as NL or PL."))


def time_zones() -> list[tuple[str, str]]:
    """The zones of places, by name."""
    names = sorted(zone for zone in zoneinfo.available_timezones() if zone.startswith(REGIONS))
    return [("", _("Choose")), *((name, name.replace("_", " ")) for name in names)]  # type: ignore[list-item]


class CityFilter(forms.Form):
    """Narrows the desk's list of cities."""

    q = forms.CharField(label=_("Name"), required=False, max_length=80)
    membership = forms.ChoiceField(
        label=_("Membership"),
        required=False,
        choices=[
            ("", _("All")),
            *((kind.value, kind.label.capitalize()) for kind in CityMembership.Kind),
            ("none", _("Not a member today")),
        ],
    )

    def narrowed(self, cities: CityQuerySet) -> CityQuerySet:
        """The cities asked for; all of them when something was not understood."""
        if not self.is_valid():
            return cities
        if name := self.cleaned_data["q"]:
            cities = cities.called(name)
        match self.cleaned_data["membership"]:
            case "":
                return cities
            case "none":
                return cities.outside()
            case kind:
                return cities.members(kind)


class CityForm(forms.Form):
    """A city, where it lies and what else it is called."""

    name = forms.CharField(label=_("Name"), max_length=120)
    aliases = LinesField(
        label=_("Other names"),
        required=False,
        help_text=_("One a line: other spellings and languages, by which it is found too."),
    )
    country = forms.CharField(label=_("Country"), max_length=80)
    country_code = forms.CharField(
        label=_("Country code"), max_length=2, validators=[is_country_code]
    )
    latitude = forms.DecimalField(
        label=_("Latitude"),
        max_digits=7,
        decimal_places=4,
        help_text=_("In degrees, as 52.0908; south of the equator with a minus."),
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        max_digits=7,
        decimal_places=4,
        help_text=_("In degrees, as 5.1222; west of Greenwich with a minus."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        widget=LongSelect,
        validators=[validate_time_zone],
    )

    def clean_country_code(self) -> str:
        return str(self.cleaned_data["country_code"]).upper()


class CityFactsForm(CityForm):
    """All that is said of a city."""

    mailbox = forms.EmailField(
        label=_("Functional mailbox"),
        required=False,
        help_text=_("An address of the city, not of a person; members see it on its page."),
    )
    text = RichText(label=_("Short text"), required=False)

    @classmethod
    def about(cls, city: City, data: Any = None) -> "CityFactsForm":
        initial = {name: getattr(city, name) for name in cls.base_fields if name != "aliases"}
        initial["aliases"] = [alias.name for alias in city.aliases.all()]
        return cls(data, initial=initial)


class AdmissionForm(forms.Form):
    """A kind of membership and its first day."""

    kind = forms.ChoiceField(label=_("Kind of membership"), choices=CityMembership.Kind)
    starts_on = DayField(label=_("First day as a member"))


class MembershipForm(forms.Form):
    """Another kind of membership and the day from which it is so."""

    kind = forms.ChoiceField(label=_("Kind of membership"), choices=CityMembership.Kind)
    from_on = DayField(label=_("From"))


class LeavingForm(forms.Form):
    """The last day of a membership."""

    last_on = DayField(label=_("Last day as a member"))


class DomainForm(forms.Form):
    """A domain of e-mail addresses."""

    domain = forms.CharField(
        label=_("Domain"),
        max_length=253,
        help_text=_("What stands behind the @, as in utrecht.nl. What lies below it belongs too."),
    )


class PictureForm(forms.Form):
    """A crest or picture, found out from its content and drawn again, with what is on it in words."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP, at most 5 MB; it is made smaller here."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    alt = forms.CharField(
        label=_("The picture in words"),
        max_length=200,
        help_text=_(
            "For whoever cannot see it: “Coat of arms: a red shield with a white diagonal”."
        ),
    )

    def clean_picture(self) -> dict[int, pictures.Drawn]:
        """The picture in the widths that are kept."""
        file = self.cleaned_data["picture"]
        return pictures.draw(file, size=file.size, widths=CityPicture.Width.values)
