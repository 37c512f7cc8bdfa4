"""`.env.example` lists exactly what the settings read, with the defaults they have."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = (ROOT / "wedsync" / "settings.py").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
READERS = {"text", "flag", "words", "chances"}
LINE = re.compile(r"^(# )?([A-Z][A-Z_]+)=(.*)$", re.MULTILINE)


def read_in_settings():
    """By name: the reader and, where there is one, the default (None: it is computed)."""
    found = {}
    for call in ast.walk(ast.parse(SETTINGS)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            continue
        if call.func.attr in READERS and isinstance(call.args[0], ast.Constant):
            found[call.args[0].value] = (call.func.attr, *map(literal, call.args[1:]))
    return found


def literal(node):
    return node.value if isinstance(node, ast.Constant) else None


READ = read_in_settings()
SHOWN = {name: (bool(hash_), value) for hash_, name, value in LINE.findall(EXAMPLE)}
OF_OTHERS = {*re.findall(r"\$\{(WEDSYNC_\w+)", COMPOSE), "FORWARDED_ALLOW_IPS"}  # and uvicorn


def test_nothing_is_missing_and_nothing_is_left_over():
    assert set(SHOWN) == set(READ) | OF_OTHERS


def test_no_name_is_shown_twice():
    names = [name for _, name, _ in LINE.findall(EXAMPLE)]

    assert len(names) == len(set(names))


def test_what_has_no_default_must_be_set():
    required = {
        name for name, (reader, *default) in READ.items() if reader == "text" and not default
    }

    assert {name for name, (optional, _) in SHOWN.items() if not optional} == required


@pytest.mark.parametrize("name", sorted(set(READ)))
def test_the_default_that_is_shown_is_the_one_there_is(name):
    reader, *default = READ[name]
    optional, shown = SHOWN[name]

    if reader == "flag":
        assert shown == "False"
    elif optional:
        assert shown == ((default[0] if default else None) or "")


def test_every_line_says_what_it_is_about():
    before = EXAMPLE.splitlines()

    for number, line in enumerate(before):
        if LINE.match(line):
            assert before[number - 1].startswith("# ")
