"""Fields for where a meeting is: its host cities in their order, and the zone of its clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from members.models import City
from portal.lib.clocks import offset_words
from portal.lib.select import LongSelect

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise
    from django.utils.safestring import SafeString

FEWEST: Final = 2


class HostSelects(LongSelect):
    """A select for each host in order, and one more; two at least."""

    use_fieldset = True

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = [str(one) for one in value or []]
        empty = max(FEWEST - len(chosen), 1)
        base = (attrs or {}).get("id", name)
        return format_html_join(
            "\n",
            '<label class="host"><span>{}</span>{}</label>',
            (
                (
                    _t("Host city %(number)s") % {"number": number + 1},
                    super(HostSelects, self).render(
                        name, one, (attrs or {}) | {"id": f"{base}_{number}"}, renderer
                    ),
                )
                for number, one in enumerate([*chosen, *[""] * empty])
            ),
        )

    def format_value(self, value: Any) -> list[str]:
        return [str(value or "")]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:  # noqa: ARG002 - Django's
        found = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [one for one in found if one]

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002 - Django's
        return f"{id_}_0"


class HostsField(forms.Field):
    """Cities in the order in which they were chosen, none of them twice."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", HostSelects)
        super().__init__(label=_("Host cities"), **kwargs)
        self.cities: dict[str, City] = {}

    def offer(self, cities: Iterable[City]) -> None:
        self.cities = {str(city.pk): city for city in cities}
        chosen = [(key, city.name) for key, city in self.cities.items()]
        self.widget.choices = [("", _("Choose a city")), *chosen]

    def clean(self, value: Any) -> list[City]:
        super().clean(value)
        unknown = [one for one in value or [] if one not in self.cities]
        if unknown:
            raise ValidationError(_("There is no such city: choose one."), code="invalid_choice")
        return [self.cities[one] for one in dict.fromkeys(value or [])]


class ZoneField(forms.ChoiceField):
    """A time zone of one of the cities, with what its clocks are from UTC."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Time zone"))
        super().__init__(**{"widget": LongSelect} | kwargs)

    def offer(
        self,
        cities: Iterable[City],
        *,
        on: date | None,
        known: str = "",
        without: _StrOrPromise = "",
    ) -> None:
        """The zones of these cities, the network's and ``known``; with ``without``, also none, by that label."""
        day = on or timezone.localdate()
        keys = {city.time_zone for city in cities} | {timezone.get_default_timezone_name(), known}
        named = [(key, zone_words(key, day)) for key in sorted(keys - {""})]
        self.choices = [("", without), *named] if without else named


def zone_words(key: str, day: date) -> str:
    """“Europe/Prague, UTC+2”."""
    said = {"zone": key.replace("_", " "), "offset": offset_words(ZoneInfo(key), day)}
    return _t("%(zone)s, %(offset)s") % said
