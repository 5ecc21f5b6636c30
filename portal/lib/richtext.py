"""Formatted text that has been made safe: the only HTML that actions take and templates print as it is."""

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from typing import Final, NamedTuple

import nh3
from django.core.exceptions import ValidationError
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.lib import figures, pasted, written_blocks

# Page titles are h1.
TAGS: Final = frozenset(
    {
        *("h2", "h3", "h4", "p", "br", "blockquote", "figure", "figcaption"),
        *("ul", "ol", "li", "dl", "dt", "dd"),
        *("a", "strong", "em", "img"),
        *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    }
)
SPANS: Final = frozenset({"colspan", "rowspan"})
ATTRIBUTES: Final = {
    "a": {"href"},
    "th": set(SPANS),
    "td": set(SPANS),
    "ol": {"start"},
    "img": {"src", "alt", "width", "height"},
}
SCOPES: Final = {"th": {"scope": {"col", "row", "colgroup", "rowgroup"}}}
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
LINE_ENDS: Final = re.compile(
    r"<(?:br|/p|/h[234]|/li|/dt|/dd|/tr|/blockquote|/caption|/figcaption)\b[^>]*>"
)
CELL_ENDS: Final = re.compile(r"</t[dh]>")
ENTRIES: Final = re.compile(r"<li\b[^>]*>")
# The sanitiser's time grows with the square of how deep tags are nested; nobody writes so deep.
DEEPEST: Final = 300
OPENED: Final = re.compile(r"<(/?)([a-z][^\s/<>]*)", re.IGNORECASE)
MARK: Final = re.compile(r"</?[a-z][^<>]*>?", re.IGNORECASE)
NEVER_NESTED: Final = frozenset({"p", "br", "img", "hr", "col", "input", "link", "meta", "wbr"})

# Their content is nothing that anybody wrote.
WORDLESS: Final = frozenset(
    {
        *("script", "style", "template", "noscript", "iframe", "object", "svg", "math"),
        *("xml", "title"),
    }
)


class CleanHTML(SafeString):
    """HTML that went through `clean` or was made by `from_paragraphs`; nothing else may make one."""


class Pasted(NamedTuple):
    """What was kept of a text from elsewhere, and how many pictures were not."""

    html: CleanHTML
    left_out: int


def clean(html: str) -> CleanHTML:
    """*html* with what the portal's texts are made of, and nothing else; the words of all other tags stay.

    What word processors write is read as it was meant (docs/decisions/0107): lists, headings, heads of tables. Scripts
    and styles go with their content. Links keep web, mail and telephone addresses and those within the portal; they
    carry no ``nofollow`` since editors are the network's own people, and vouch for what they link to. Pictures are ours,
    with words for whoever does not see them. What is clean already comes back as it is. Of what is nested deeper than
    anybody writes, the words alone stay.
    """
    return clean_pasted(html).html


def clean_pasted(html: str) -> Pasted:
    """The same, and how many pictures from elsewhere were left out."""
    read = _sifted(
        html if _is_shallow(html) else MARK.sub(" ", html),
        tags=TAGS | pasted.READ,
        attributes=ATTRIBUTES | {"*": {"style", "class"}},
    )
    reader = pasted.Reader(has_title="<h1" in read)
    reader.feed(read)
    reader.close()
    written = written_blocks.written(reader.text)
    # The last word is the sanitiser's, whatever was made of the text before.
    strict = _sifted(written, tags=TAGS, attributes=ATTRIBUTES | {"*": set()}, link_rel="noopener")
    return Pasted(CleanHTML(strict), reader.left_out)


def _is_shallow(html: str) -> bool:
    """Whether no more tags are open at once than a sanitiser gets through in time; an end tag ends its own kind alone."""
    opened: Counter[str] = Counter()
    depth = 0
    for is_end, name in OPENED.findall(html):
        tag = name.lower()
        if tag in NEVER_NESTED or (is_end and not opened[tag]):
            continue
        step = -1 if is_end else 1
        opened[tag] += step
        depth += step
        if depth > DEEPEST:
            return False
    return True


def _sifted(
    html: str,
    *,
    tags: frozenset[str],
    attributes: dict[str, set[str]],
    link_rel: str | None = None,
) -> str:
    return nh3.clean(
        html,
        tags=set(tags),
        clean_content_tags=set(WORDLESS),
        # The star is what every tag may have: without it nh3 itself would keep lang and title.
        attributes=attributes,
        tag_attribute_values=SCOPES,
        attribute_filter=_kept_attribute,
        url_schemes=set(SCHEMES),
        link_rel=link_rel,
    )


def from_paragraphs(paragraphs: Iterable[str]) -> CleanHTML:
    """Plain paragraphs as HTML: signs stand for themselves, a line break within one stays, empty ones go."""
    written = (
        escape(paragraph.strip()).replace("\n", "<br>")
        for paragraph in paragraphs
        if paragraph.strip()
    )
    return CleanHTML("".join(f"<p>{paragraph}</p>" for paragraph in written))


def with_pictures(html: CleanHTML, shelf: figures.Shelf) -> CleanHTML:
    """*html* with the pictures of this shelf; raises ValidationError when it shows others."""
    wanted = figures.pictures_in(html) | figures.codes_in(html)
    if not wanted:
        return html
    known = shelf.find(wanted)
    if unknown := sorted(wanted - known.keys()):
        raise ValidationError(
            _("Picture %(number)s is not among the pictures of this page: add it there first.")
            % {"number": ", ".join(map(str, unknown))}
        )
    return clean(figures.completed(html, known))


def to_text(html: str) -> str:
    """The words of a cleaned text where HTML is not read: a line a paragraph, a dash before what is listed.

    Pictures go with their captions.
    """
    apart = CELL_ENDS.sub(" ", LINE_ENDS.sub("\n", figures.without(html)))
    words = unescape(strip_tags(ENTRIES.sub("– ", apart)))
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n".join(line for line in lines if line)


def _kept_attribute(_tag: str, attribute: str, value: str) -> str | None:
    """Spans and starts are small numbers: others would stretch a page beyond reading."""
    if attribute in SPANS or attribute == "start":
        return value if value.isascii() and value.isdecimal() and 0 < int(value) <= 1000 else None
    return value
