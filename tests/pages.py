"""A page as a reader's program takes it: parsed as HTML5, and found well marked up, or the test fails."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import takewhile
from typing import Any
from xml.etree.ElementTree import Element

from django.test import Client
from tinyhtml5.parser import HTMLParser

BLOCKS = {"p", "li", "dt", "dd", "div", "section", "small"}

# Marks around a heading while the words of a page are taken apart.
START, END = "\x1e", "\x1f"


class Page:
    """The parsed page; ``errors`` are what a validator would say and what our own rules add."""

    def __init__(self, response: Any) -> None:
        self.response = response
        self.parser = HTMLParser(namespace_html_elements=False)
        self.root: Element = self.parser.parse(response.content.decode(), full_tree=False)

    @cached_property
    def main(self) -> Element:
        return next(self.all("main"))

    @property
    def text(self) -> str:
        """The words of the main part, in one line."""
        return words(self.main)

    @property
    def title(self) -> str:
        return words(next(self.all("title")))

    @property
    def headings(self) -> list[str]:
        return [words(one) for one in self.main.iter() if re.fullmatch("h[1-6]", one.tag)]

    @property
    def links(self) -> list[str]:
        """Where the main part leads."""
        return [one.get("href", "") for one in self.main.iter("a")]

    def all(self, tag: str, **attributes: str) -> Iterator[Element]:
        """Elements by tag and attributes; ``class_`` is one of an element's classes."""
        wanted = attributes.pop("class_", None)
        for one in self.root.iter(tag):
            classes = one.get("class", "").split()
            if all(one.get(key) == value for key, value in attributes.items()) and (
                wanted is None or wanted in classes
            ):
                yield one

    def section(self, heading: str) -> str:
        """The words below a heading, up to the next of its level or of a higher one."""
        parts = [part.split(END, 2) for part in "".join(_pieces(self.main)).split(START)[1:]]
        found = iter(parts)
        level = next(level for level, title, _ in found if title == heading)
        own = next(words for _, title, words in parts if title == heading)
        below = takewhile(lambda part: part[0] > level, found)
        return " ".join(" ".join([own, *(" ".join(part[1:]) for part in below)]).split())

    @property
    def errors(self) -> list[str]:
        parsed = [f"{place}: {code} {facts}" for place, code, facts in self.parser.errors]
        return [*parsed, *self._errors_of_headings(), *self._errors_of_names(), *self._inline()]

    def _errors_of_headings(self) -> Iterator[str]:
        levels = [int(one.tag[1]) for one in self.root.iter() if re.fullmatch("h[1-6]", one.tag)]
        if levels.count(1) != 1:
            yield f"{levels.count(1)} h1"
        for before, after in zip([0, *levels], levels, strict=False):
            if after > before + 1:
                yield f"h{after} follows h{before}"

    def _errors_of_names(self) -> Iterator[str]:
        ids = [one.get("id") for one in self.root.iter() if one.get("id")]
        yield from (f"id {one} twice" for one in set(ids) if ids.count(one) > 1)
        for one in self.root.iter():
            for attribute in ("aria-labelledby", "aria-describedby", "for"):
                for target in one.get(attribute, "").split():
                    if target not in ids:
                        yield f"{attribute} names {target}, which is not there"
            if one.tag == "img" and one.get("alt") is None:
                yield f"img without alt: {one.get('src')}"
            if one.tag in {"a", "button"} and not (words(one) or one.get("aria-label")):
                yield f"{one.tag} without words: {one.get('href')}"

    def _inline(self) -> Iterator[str]:
        for one in self.root.iter():
            # Facts for search engines are no script: no browser runs them.
            is_facts = one.get("type") == "application/ld+json"
            if one.tag == "style" or (one.tag == "script" and not one.get("src") and not is_facts):
                yield f"inline {one.tag}"
            yield from (
                f"inline {name}" for name in one.attrib if name == "style" or name[:2] == "on"
            )


def words(element: Element) -> str:
    """An element's words as they are read out, with a space where a block begins or ends."""
    return " ".join(re.sub(f"{START}[^{END}]*{END}|{END}", " ", "".join(_pieces(element))).split())


def _pieces(element: Element) -> Iterator[str]:
    """Its words, each heading between marks: its level and its words."""
    gap = " " if element.tag in BLOCKS | {"br"} else ""
    is_heading = re.fullmatch("h[1-6]", element.tag)
    yield f"{START}{element.tag}{END}" if is_heading else gap
    yield element.text or ""
    for child in element:
        if child.get("aria-hidden") != "true":
            yield from _pieces(child)
        yield child.tail or ""
    yield END if is_heading else gap


def read(client: Client, address: str, *, status: int = 200) -> Page:
    """The page at an address, which has this status and no errors in its markup."""
    response = client.get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    page = Page(response)
    assert page.errors == [], f"{address}: {page.errors}"
    return page
