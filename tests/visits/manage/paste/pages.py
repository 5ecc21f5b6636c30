"""The page as a browser fills it in: the fields of its form with what stands in them."""

from html.parser import HTMLParser
from typing import Any


class Fields(HTMLParser):
    """The fields of the form that holds ``marked``: what would be sent if nothing was touched."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._name = ""
        self._is_text = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attributes)
        name = given.get("name", "")
        if tag == "input" and name:
            is_choice = given.get("type") in {"radio", "checkbox"}
            if not is_choice or "checked" in given:
                self.values[name] = given.get("value", "")
        elif tag == "select":
            self._name = name
        elif (
            tag == "option"
            and self._name
            and ("selected" in given or self._name not in self.values)
        ):
            self.values[self._name] = given.get("value", "")
        elif tag == "textarea":
            self._name, self._is_text = name, True
            self.values[name] = ""

    def handle_data(self, words: str) -> None:
        if self._is_text:
            self.values[self._name] += words

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            if self._is_text:
                # The line end after the opening mark is none of the text.
                self.values[self._name] = self.values[self._name].removeprefix("\n")
            self._name, self._is_text = "", False


def fields_of(html: str) -> dict[str, str]:
    reader = Fields()
    reader.feed(html[html.index('class="paste-form"') - 60 : html.rindex("</form>")])
    return {name: value for name, value in reader.values.items() if name != "csrfmiddlewaretoken"}
