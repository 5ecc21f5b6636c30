import pytest

from tests.factories import make_meeting
from visits.actions.practical import add_part

pytestmark = pytest.mark.django_db


def test_add_part_stands_at_the_end_and_is_clean() -> None:
    meeting = make_meeting()

    add_part(meeting=meeting, kind="venue", heading="Where", text="<p>Town Hall</p>", by=None)
    add_part(
        meeting=meeting,
        kind="hotel",
        heading="Hotels",
        text="<p>Two<script>1</script></p>",
        by=None,
    )

    parts = list(meeting.practical_parts.values_list("heading", "text"))
    assert parts == [("Where", "<p>Town Hall</p>"), ("Hotels", "<p>Two</p>")]
