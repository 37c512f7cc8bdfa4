"""A class means one thing: what one page's style sheet lays out, no other takes for something else.

`.line` was the line of a lost connection in one and a reason in another, so that the first was
shown where only the second was meant.
"""

import re
from collections import defaultdict
from pathlib import Path

SHEETS = {sheet.stem: sheet.read_text() for sheet in sorted(Path("static/css").glob("*.css"))}
EVERYWHERE = re.findall(r"css/(\w+)\.css", Path("templates/ui/_styles.html").read_text())
PRINT = "print"  # says of everything how it is printed
SHARED = {
    "asked": "a stroke of the ribbon; the form above a preview",
    "asks": "a step of a timeline; a form of couples', whose pages have no timeline",
    "bubble": "a text as it arrives: in a conversation, an editor, a gallery and a preview",
    "entrance": "a page without a menu; couples' notes stand on one",
    "heat-1": "of four shades: in the season and in the hours at which couples act",
    "heat-2": "as above",
    "heat-3": "as above",
    "heat-4": "as above",
    "hours": "a table of them, and bars of those to come: no rule fits both",
    "letter": "a mail in its frame, in a preview and beside its editor",
    "more": "what is folded in the editor; the last entry of a phone's menu, hidden on a desk",
    "nav": "the menu, and where it stands on a phone",
    "note": "of a couple's page; among the reasons why: no page has both",
    "said": "a conversation on a wedding's page; the last word of a thread",
}


def test_no_class_means_something_else_on_another_page():
    words = {name for sheet in EVERYWHERE for rule in rules(sheet) for name in classes(rule)}
    named, begun = defaultdict(set), set()
    for sheet in SHEETS.keys() - {*EVERYWHERE, PRINT}:
        for rule in rules(sheet):
            for name in classes(rule):
                named[name].add(sheet)
            begun.update(classes(rule)[:1] if rule.startswith(".") else [])

    assert {name for name in begun - words if len(named[name]) > 1} == SHARED.keys()


def rules(sheet: str) -> list[str]:
    """Its selectors, each by itself."""
    plain = re.sub(r"/\*.*?\*/", "", SHEETS[sheet], flags=re.DOTALL)
    lists = re.findall(r"([^{};]+)\{", plain)
    return [selector.strip() for one in lists for selector in one.split(",")]


def classes(selector: str) -> list[str]:
    return re.findall(r"\.([a-zA-Z][\w-]*)", selector)
