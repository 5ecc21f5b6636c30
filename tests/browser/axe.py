"""axe in a page: put there once, and asked for nothing but its violations."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# What passes would be told in more words than the page has, and would take longer than to look.
VIOLATIONS = {"resultTypes": ["violations"]}
RUN = "options => axe.run(options).then(found => found.violations)"


def violations_in(page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    """What axe finds amiss in the document as it is now; ``options`` are axe's own."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(RUN, VIOLATIONS | options)
    return found
