"""A list of people that is handed in, as a file at first and then as its text."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from members import people_table
from members.forms.city_list import CityListForm


class PeopleListForm(CityListForm):
    """As a list of cities is handed in; its ``lines`` are people."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = _("List of people")

    def read(self, text: str) -> list[Any]:
        return people_table.read(text)
