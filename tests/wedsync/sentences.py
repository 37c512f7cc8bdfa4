"""The sentences of the code, read from its syntax: which are marked, and which ought to be."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("wedsync", "messaging", "campaigns", "personalization", "crm_connectors")
# A call of one of these marks its first words for the translators; a plural marks two.
MARKS = {"_", "gettext", "gettext_lazy", "worded", "Refusal"}
PLURALS = {"ngettext", "ngettext_lazy"}


def sources():
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ast.parse(path.read_text())


def marked_in(tree) -> Iterator[str | tuple[str, str]]:
    for call in calls(tree):
        words = [one.value for one in call.args if isinstance(one, ast.Constant)]
        if name_of(call) in MARKS and words and isinstance(words[0], str):
            yield words[0]
        elif name_of(call) in PLURALS:
            yield (words[0], words[1])


def calls(tree) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def name_of(call) -> str:
    """`messages.error(…)` and `error(…)` are both `error`."""
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")
