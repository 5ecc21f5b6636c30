"""The addresses behind the rows of portal/access/desk/registration_settings.py."""

from collections.abc import Iterator

from django.urls import reverse

from portal.access.desk import registration_settings as rows
from tests.personas import Cast
from tests.registrations import make_option, make_question

Key = tuple[str, str]


def of_registration_settings(cast: Cast) -> Iterator[tuple[Key, str]]:
    option, question = make_option(cast.meeting), make_question(cast.meeting)
    names = (
        *(*rows.LOOKED_AT, *rows.OF_EDITORS, *rows.OF_EDITORS_ASKED, *rows.BUTTONS),
        *("manage_registration_rules", "manage_registration_readers"),
    )
    for name in names:
        arguments: list[object] = [cast.meeting.slug]
        if not name.endswith("_add"):
            arguments += [option.pk] if "_option" in name else []
            arguments += [question.pk] if "_question" in name else []
        yield (name, ""), reverse(name, args=arguments)
