"""The generated documents are as the tables say now."""

import pytest
from django.conf import settings

from portal.docs import DOCUMENTS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_written_as_the_code_says(name: str) -> None:
    written = (settings.BASE_DIR / "docs" / name).read_text(encoding="utf-8")

    assert written == DOCUMENTS[name](), "run manage.py write_docs"
