"""What each operator says of a value."""

import datetime as dt

import pytest

from campaigns.segments import tree
from campaigns.segments.facts import Got
from campaigns.segments.operators import holds
from campaigns.segments.scope import Scope
from tests.campaigns.segments.trees import IDS, NOW, TODAY

SCOPE = Scope(NOW)
ONE, OTHER = IDS[:2]
WEEK = tree.Distance(1, 1, tree.Unit.WEEKS)
NEXT, LAST = TODAY + dt.timedelta(days=7), TODAY - dt.timedelta(days=7)
YES = tree.Said("email", "marketing", ("granted",))
GOT = Got("email", ONE, frozenset({ONE}), NOW - dt.timedelta(days=3), acted=True)


@pytest.mark.parametrize(
    ("operator", "value", "passes", "fails"),
    [
        ("yes", None, True, False),
        ("is", ("a", "b"), "a", "c"),
        ("equals", "Fern", "fERN", "Fern Hall"),
        ("contains", "HALL", "Fern Hall", "Fern"),
        ("begins", "fern", "Fern Hall", "New Fern"),
        ("over", 50, 51, 50),
        ("under", 50, 49, 50),
        ("exactly", 0, 0, 1),
        ("between", (50, 60), 60, 61),
        ("from", TODAY, TODAY, LAST),
        ("until", TODAY, TODAY, NEXT),
        ("during", (LAST, TODAY), LAST, NEXT),
        ("ahead", WEEK, NEXT, TODAY),
        ("ago", WEEK, LAST, TODAY),
        ("within", 2, (NOW - dt.timedelta(days=2),), (NOW - dt.timedelta(days=2, seconds=1),)),
        ("has", ("vip",), ("past", "vip"), ("past",)),
        ("said", YES, {("email", "marketing"): "granted"}, {("sms", "marketing"): "granted"}),
        ("got", tree.Past(), (GOT,), ()),
        ("got", tree.Past(ONE, ONE, "email", 3), (GOT,), (Got("email", ONE),)),
        ("got", tree.Past(template=ONE), (GOT,), (Got("email", OTHER),)),
        ("got", tree.Past(channel="sms"), (Got("sms", ONE),), (GOT,)),
        ("got", tree.Past(days=2), (Got("sms", ONE, at=NOW),), (GOT,)),
        ("acted", tree.Past(), (GOT,), (Got("email", ONE),)),
        ("acted", tree.Past(template=ONE), (GOT,), (Got("email", OTHER, acted=True),)),
    ],
)
def test_what_passes_and_what_does_not(operator, value, passes, fails):
    test = tree.Test("", operator, value)

    assert holds(test, passes, SCOPE) is True
    assert holds(test, fails, SCOPE) is False


def test_who_never_said_is_not_over_and_not_under():
    assert holds(tree.Test("", "over", 50), None, SCOPE) is None
    assert holds(tree.Test("", "is_not", ("a",)), None, SCOPE) is None


def test_what_is_known_is_always_known():
    assert holds(tree.Test("", "known"), 0, SCOPE) is True
    assert holds(tree.Test("", "unknown"), 0, SCOPE) is False
    assert holds(tree.Test("", "unknown"), None, SCOPE) is True


def test_an_opposite_is_the_opposite():
    assert holds(tree.Test("", "differs", "Fern"), "fern", SCOPE) is False
    assert holds(tree.Test("", "differs", "Fern"), "Hall", SCOPE) is True
