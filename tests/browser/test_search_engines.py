"""What a meeting's page tells search engines is there for them, and the content security policy has no objection."""

import json
from datetime import date

import pytest

from tests.browser.conftest import Open
from tests.factories import make_city, make_meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OBJECTIONS = """
window.objections = [];
document.addEventListener("securitypolicyviolation", event => window.objections.push(event.blockedURI));
"""


def test_the_policy_lets_facts_stand(open_browser: Open) -> None:
    make_meeting("Homes", slug="homes", hosts=(make_city("Brno"),), starts_on=date(2027, 6, 1))
    page = open_browser()
    page.add_init_script(OBJECTIONS)

    answer = page.goto("/meetings/homes/")

    assert answer is not None
    assert "script-src 'self'" in answer.header_value("content-security-policy")  # type: ignore[operator]
    facts = page.locator('script[type="application/ld+json"]').text_content()
    assert json.loads(facts or "")["name"] == "Homes"
    assert page.evaluate("window.objections") == []
