from datetime import date

import pytest

from members.models import City, Group
from visits.slugs import slug_for

BRNO = City(name="Brno", slug="brno")
GROUP = Group(name="Smart social inclusion", slug="ssi")


@pytest.mark.parametrize(
    ("taken", "host", "group", "month_on", "is_online", "slug"),
    [
        ((), BRNO, GROUP, date(2017, 6, 1), False, "brno-2017-06"),
        ((), BRNO, GROUP, None, False, "brno"),
        (("brno-2017-06",), BRNO, GROUP, date(2017, 6, 1), False, "brno-2017-06-ssi"),
        (
            ("brno-2017-06", "brno-2017-06-ssi"),
            BRNO,
            GROUP,
            date(2017, 6, 1),
            False,
            "brno-2017-06-ssi-2",
        ),
        ((), BRNO, GROUP, date(2017, 6, 1), True, "ssi-brno-2017-06"),
        ((), None, GROUP, date(2017, 11, 1), True, "ssi-2017-11"),
        (("ssi-2017-11",), None, GROUP, date(2017, 11, 1), True, "ssi-2017-11-2"),
        ((), None, None, date(2017, 6, 1), True, "culture-forum-2017-06"),
    ],
)
def test_slug_for(  # noqa: PLR0917 - the columns of the table
    taken: tuple[str, ...],
    host: City | None,
    group: Group | None,
    month_on: date | None,
    is_online: bool,
    slug: str,
) -> None:
    found = slug_for(
        is_taken=lambda wanted: wanted in taken,
        host=host,
        group=group,
        month_on=month_on,
        is_online=is_online,
        title="Culture forum",
    )

    assert found == slug
