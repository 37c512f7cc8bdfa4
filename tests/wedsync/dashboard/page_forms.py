"""The forms of a page as a browser would post them, without a script."""

from html.parser import HTMLParser
from typing import Any

LOST = {"checkbox", "radio"}


def forms_of(html: str) -> list[dict[str, Any]]:
    """Of each: its `action` ("" for the page itself) and its `data`, by name a list of values."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def form_to(html: str, action: str, here: str) -> dict[str, list[str]]:
    """Raises LookupError where the page has no such form that saves."""
    for form in forms_of(html):
        if form["method"] == "post" and (form["action"] or here) == action:
            return form["data"]
    raise LookupError(action)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.select = self.area = ""
        self.offered: list[str] = []

    def _put(self, name: str, value: str) -> None:
        self.forms[-1]["data"].setdefault(name, []).append(value)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            form = {"action": given.get("action", ""), "method": given.get("method", "get")}
            self.forms.append({**form, "data": {}})
        elif (self.forms and given.get("name")) or self.select:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        if tag == "input" and (given.get("type") not in LOST or "checked" in given):
            usual = "on" if given.get("type") in LOST else ""
            self._put(given["name"], given.get("value", usual))
        elif tag == "select":
            self.select, self.offered = given["name"], []
        elif tag == "option":
            self._option(given)
        elif tag == "textarea":
            self.area = given["name"]
            self._put(self.area, "")

    def _option(self, given: dict[str, str]) -> None:
        self.offered.append(given.get("value", ""))
        if "selected" in given:
            self._put(self.select, self.offered[-1])

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1]["data"][self.area][-1] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        if tag == "select":
            self._closed()

    def _closed(self) -> None:
        """Where nothing was chosen a browser sends the first."""
        if self.offered and self.select not in self.forms[-1]["data"]:
            self._put(self.select, self.offered[0])
        self.select = ""
