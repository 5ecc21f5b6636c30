"""Settled blocks of words as HTML."""

from collections.abc import Iterable
from itertools import groupby

from django.utils.html import escape, format_html_join

from portal.lib.blocks import LISTS, WORDS, Block, Run

# A single paragraph in one of these needs no tag of its own.
BARE = frozenset({"li", "td", "th", "dd"})


def written(block: Block) -> str:
    """What is within *block*; loose words become paragraphs, but for a cell's or an entry's only ones."""
    bare = block.tag in BARE and _is_bare(block)
    return "".join(_one(child, is_bare=bare) for child in block.blocks)


def _is_bare(block: Block) -> bool:
    """One paragraph, which in an entry of a list the lists below it may follow."""
    first, *others = [*block.blocks, Block("li")]
    others = others[:-1]
    if first.tag not in {"", "p"}:
        return False
    return all(block.tag == "li" and other.tag in LISTS for other in others)


def _one(block: Block, *, is_bare: bool) -> str:
    if block.tag == "img":
        return f"<img{_attributes(block)}>"
    if block.tag not in WORDS:
        return f"<{block.tag}{_attributes(block)}>{written(block)}</{block.tag}>"
    if is_bare and block.tag in {"", "p"}:
        return _links(block.runs)
    tag = block.tag or "p"
    return f"<{tag}>{_links(block.runs)}</{tag}>"


def _attributes(block: Block) -> str:
    return format_html_join("", ' {}="{}"', block.attributes.items())


def _links(runs: Iterable[Run]) -> str:
    return "".join(
        _within(f'<a href="{escape(href)}">' if href else "", _bold(group), "</a>")
        for href, group in groupby(runs, key=lambda run: run.marks.href)
    )


def _bold(runs: Iterable[Run]) -> str:
    return "".join(
        _within("<strong>" if is_bold else "", _italic(group), "</strong>")
        for is_bold, group in groupby(runs, key=lambda run: run.marks.is_bold)
    )


def _italic(runs: Iterable[Run]) -> str:
    return "".join(
        _within("<em>" if run.marks.is_italic else "", _lines(run.words), "</em>") for run in runs
    )


def _within(begin: str, text: str, end: str) -> str:
    return f"{begin}{text}{end}" if begin else text


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
