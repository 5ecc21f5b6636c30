"""Tags and filters that every template has without loading them: the portal's components.

They know no app: what they show is known by its attributes. Markup of more than a line stands in templates/ui/.
"""

import json
from collections.abc import Mapping
from datetime import date
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString

from portal.lib import dates, figures, icons, pages, qr, site
from portal.lib.fonts.faces import PRELOADED
from portal.lib.maps import Map
from portal.lib.richtext import CleanHTML

register = template.Library()

SIGNS_OF_MARKUP = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


# Days and texts ----------------------------------------------------------------------------------


@register.filter
def when(dated: dates.Dated) -> str:
    """A meeting's days in words."""
    return dates.when(dated)


@register.inclusion_tag("ui/_day.html")
def day(dated: dates.Dated) -> dict[str, Any]:
    """A meeting's days as a graphic, and in words for whoever cannot see it."""
    return {"words": dates.when(dated), "graphic": dates.day_graphic(dated), "dated": dated}


@register.filter
def days(first_and_last: tuple[date, date]) -> str:
    """A first and a last day in words."""
    return dates.day_range(*first_and_last)


@register.filter
def clock(meeting: Any) -> str:
    """CEST: what clocks say where it takes place, on its days; nothing while these are not known."""
    days = (meeting.starts_on, meeting.ends_on)
    return dates.zone_names(meeting.zone, filter(None, days))


@register.filter
def month_heading(month: date | None) -> str:
    return dates.month_heading(month)


@register.filter
def clock_names(zone: ZoneInfo, days: list[Any]) -> str:
    """CET: what clocks say in *zone* on the days of an agenda."""
    return dates.zone_names(zone, (one.on for one in days))


@register.filter
def prose(text: str) -> CleanHTML:
    """A text that an action cleaned before it was kept, printed as the HTML it is; its pictures as pages show them."""
    return CleanHTML(figures.shown(text))


@register.filter
def plain(text: str) -> str:
    """The words of such a text, in one line."""
    return unescape(" ".join(strip_tags(figures.without(text).replace("<", " <")).split()))


@register.filter
def value_of(values: Mapping[Any, Any], key: object) -> Any:
    """The value under a key that is itself a variable; nothing when there is none."""
    return values.get(key)


@register.filter
def absolute(path: str) -> str:
    """The portal's own address of a page, by whichever name it was asked for."""
    return site.absolute(path)


@register.filter
def subscription(path: str) -> str:
    """The address by which a calendar program follows the calendar at a path."""
    return site.subscription(path)


@register.simple_tag
def json_ld(facts: Mapping[str, Any] | None) -> SafeString:
    """Facts for whoever searches the web, if there are any: a block that no browser runs, and no text can end."""
    if facts is None:
        return SafeString()
    written = json.dumps(facts, ensure_ascii=False).translate(SIGNS_OF_MARKUP)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(written))


@register.simple_tag
def font_preloads() -> SafeString:
    """Asks early for the fonts of every first picture, where static files were collected and so have them."""
    collected = getattr(staticfiles_storage, "hashed_files", {})
    return format_html_join(
        "\n  ",
        '<link rel="preload" as="font" type="font/woff2" href="{}" crossorigin>',
        ((staticfiles_storage.url(name),) for name in PRELOADED if name in collected),
    )


# Components --------------------------------------------------------------------------------------


@register.simple_block_tag(name="tag", end_name="endtag")
def tag(content: str, kind: str = "") -> SafeString:
    """A word or two on a coloured ground; ``kind`` is sun, good or stop."""
    return format_html('<span class="tag{}">{}</span>', f" tag-{kind}" if kind else "", content)


@register.simple_block_tag
def section_head(content: str, heading: str, anchor: str) -> SafeString:
    """The heading of a section, and beside it what is said or linked about the whole of it."""
    return _filled("ui/_section_head.html", content, heading=heading, anchor=anchor)


@register.simple_block_tag
def fact(content: str, term: str) -> SafeString:
    """One row of a list of facts."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", term, content)


@register.simple_block_tag
def notice(content: str, kind: str = "") -> SafeString:
    """A banner that says what is special about the page; ``kind`` is sun or stop."""
    return format_html('<div class="notice{}">{}</div>', f" notice-{kind}" if kind else "", content)


@register.simple_block_tag
def empty_state(content: str, heading: str) -> SafeString:
    """Where a list would be: why there is none, and what to do next."""
    return _filled("ui/_empty_state.html", content, heading=heading)


@register.simple_tag
def icon(name: str) -> str:
    """An icon beside words that say the same."""
    return icons.icon(name)


@register.simple_tag
def qr_code(text: str) -> SafeString:
    """A text for the eye of a telephone, as a picture; what it says must stand beside it in words."""
    return SafeString(qr.svg(text))


@register.inclusion_tag("ui/_map.html", name="map")
def map_of(drawn: Map, described_by: str = "") -> dict[str, Any]:
    """A map of Europe; ``described_by`` is the id of the list beside it that tells its cities."""
    return {"map": drawn, "described_by": described_by}


@register.inclusion_tag("ui/_breadcrumb.html")
def breadcrumb(*steps: str) -> dict[str, Any]:
    """Where the page stands: labels and addresses by turns, from the outermost in, without the page itself."""
    return {"steps": list(zip(steps[::2], steps[1::2], strict=True))}


@register.inclusion_tag("ui/_file_row.html", takes_context=True)
def file_row(context: template.Context, document: Any) -> dict[str, Any]:
    """A document in a list, with a lock where its reader may not open it (``is_openable`` on it)."""
    return {"document": document, "is_signed_in": context.get("is_signed_in")}


@register.simple_tag(takes_context=True)
def for_reader(context: template.Context, name: str) -> str:
    """A template that differs from reader to reader: on a page that is kept for all of them, its place."""
    return SafeString(pages.place_for_reader(context, name))


@register.inclusion_tag("ui/_nav_item.html", takes_context=True)
def nav_item(context: template.Context, name: str, label: str) -> dict[str, Any]:
    """A place of the main navigation, marked when the page is that one or lies below it."""
    address = reverse(name)
    path = context.get("path") or ""
    below = "true" if path.startswith(address) else ""
    return {"address": address, "label": label, "current": "page" if path == address else below}


def _filled(name: str, content: str, **context: Any) -> SafeString:
    return render_to_string(name, {"content": content, **context})
