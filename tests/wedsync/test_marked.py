"""What a vendor reads in the pages is marked for the translators where it is written."""

import ast
import re

import pytest

from tests.wedsync.sentences import calls, name_of, sources

TOLD = {"label", "help_text", "empty_label"}
NOTICES = {"success", "error", "warning", "info"}
# What says why, in any module: where its sentences stand.
REASONS = {"Need": (1, 2), "Line": (1,), "Check": (1, 2), "Wait": (0,), "Block": (0,)}
LETTERS = re.compile(r"[A-Za-z]{2}")
# Where the words stand that somebody reads, by the place of the argument.
PLACES = {"ValidationError": 0, "add_error": 1, "Look": 0}


def unmarked(tree):
    """Literals in a place where somebody reads them; of a refusal only what hides its template."""
    found = [words for call in calls(tree) for one in read_by_somebody(call) for words in said(one)]
    refusals = [call.args[0] for call in calls(tree) if name_of(call) == "Refusal" and call.args]
    return found + [one for one in refusals if isinstance(one, ast.JoinedStr | ast.BinOp)]


def read_by_somebody(call):
    yield from (word.value for word in call.keywords if word.arg in TOLD)
    name, place = name_of(call), None
    if name in NOTICES and isinstance(call.func, ast.Attribute):
        place = 1 if getattr(call.func.value, "id", "") == "messages" else None
    place = PLACES.get(name, place)
    yield from () if place is None else call.args[place : place + 1]


def said(node):
    if isinstance(node, ast.IfExp):
        yield from (*said(node.body), *said(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (words for one in node.values for words in said(one))
    elif isinstance(node, ast.JoinedStr) or _is_a_text(node):
        yield node


def _is_a_text(node):
    text = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and LETTERS.search(text) is not None


def pages():
    return [(path, tree) for path, tree in sources() if "dashboard" in path.parts]


def test_every_sentence_of_the_pages_is_marked():
    english = [f"{path.name}:{one.lineno}" for path, tree in pages() for one in unmarked(tree)]

    assert english == []


def unmarked_reasons(tree):
    """Of what says why anything is as it is, wherever it is made: the words without a mark."""
    places = [(call, REASONS[name_of(call)]) for call in calls(tree) if name_of(call) in REASONS]
    words = [one for call, at in places for place in at for one in call.args[place : place + 1]]
    return [one for word in words for one in said(word) if any(map(_is_a_text, ast.walk(one)))]


def test_every_reason_is_marked():
    english = [f"{path}:{one.lineno}" for path, tree in sources() for one in unmarked_reasons(tree)]

    assert english == []


@pytest.mark.parametrize(
    "line",
    [
        'Need("held", "Three are held.")',
        'Need("held", text, f"They wait for {who}.")',
        'Line("no", "Left out.")',
        'Wait(f"until {day}", until)',
        'Block("nobody" if gone else worded("no address"), "expired")',
    ],
)
def test_an_unmarked_reason_is_found(line):
    assert len(unmarked_reasons(ast.parse(line))) == 1


def test_no_refusal_hides_its_template():
    hidden = [
        f"{path.name}:{call.lineno}"
        for path, tree in sources()
        for call in calls(tree)
        if name_of(call) == "Refusal" and call.args and isinstance(call.args[0], ast.JoinedStr)
    ]

    assert hidden == []


@pytest.mark.parametrize(
    "line",
    [
        'forms.CharField(label="Name")',
        'forms.CharField(help_text=f"At most {n}.")',
        'forms.ValidationError("Give both hours.")',
        'form.add_error("url", "This is no address.")',
        'messages.success(request, "Saved." if new else _("Kept."))',
        'messages.error(request, word or "Saved.")',
        'Look("Sent", "good")',
        'Refusal(f"At most {MOST} keys.", code="too_many")',
        'Refusal("At most " + most, code="too_many")',
    ],
)
def test_what_is_not_marked_is_seen(line):
    assert len(unmarked(ast.parse(line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        'forms.CharField(label=_("Name"), help_text="")',
        'Refusal("At most {most} keys.", code="too_many", most=MOST)',
        "messages.success(request, told(refusal))",
        'messages.filter("a", "state")',
        'Look(worded("Sent"), "good")',
    ],
)
def test_what_is_marked_is_left_alone(line):
    assert unmarked(ast.parse(line)) == []
