"""A timeline is stored and comes back the same; what is wrong is said with its place."""

import contextlib
import json
import uuid
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.timeline import Late, problems
from campaigns.timeline.codec import from_json, to_json
from campaigns.timeline.contents import Content, Contents
from tests.campaigns.timeline.plans import timelines
from wedsync.lib.refusal import Refusal

TREE = {"tag": "vip"}
trees = st.none() | st.just(TREE)
SAID = str(uuid.UUID(int=1))
PLAIN = {
    "forks": [
        {
            "key": "replied",
            "kind": "wait",
            "when": {"anchor": "inquiry", "days": 1},
            "longest_hours": 72,
            "condition": TREE,
        }
    ],
    "steps": [
        {"key": "hello", "when": {"anchor": "inquiry", "hours": 2}, "template": SAID},
        {
            "key": "nudge",
            "when": {"anchor": "exit:replied", "at": "09:30"},
            "lane": {"fork": "replied", "arm": "longest"},
            "window": ["09:00", "20:00"],
            "template": SAID,
        },
    ],
}


@given(timelines(), st.data())
def test_what_is_stored_comes_back_the_same(timeline, data):
    contents = Contents(
        steps={
            step.key: Content(
                data.draw(st.uuids()),
                TREE if step.conditional else None,
                data.draw(st.text(max_size=40)),
            )
            for step in timeline.steps
        },
        forks={fork.key: TREE for fork in timeline.forks if data.draw(st.booleans())},
        goal=data.draw(trees),
    )
    stored = json.loads(json.dumps(to_json(timeline, contents)))

    assert from_json(stored) == (timeline, contents)
    assert to_json(*from_json(stored)) == stored


def test_what_is_usual_need_not_be_said():
    timeline, contents = from_json(PLAIN)
    hello, nudge = timeline.steps
    assert (hello.role, hello.channels, hello.late) == ("primary", ("email",), Late.SKIP)
    assert nudge.when.at.hour == 9
    assert contents.forks == {"replied": TREE}
    assert problems(timeline) == ()


def broken(*path, value):
    made = deepcopy(PLAIN)
    place = made
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return made


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("steps",), {}, "timeline.steps: this should be a list"),
        (("steps", 0), "hello", r"timeline.steps\[0\]: this should be an object"),
        (("steps", 0, "colour"), "red", r"steps\[0\].colour: there is no such thing"),
        (("steps", 0, "key"), " ", r"steps\[0\].key: this should be a text"),
        (("steps", 0, "key"), "k" * 61, "more than 60 characters"),
        (("steps", 0, "template"), "none", "template: this should be an id"),
        (("steps", 0, "late"), "never", "late: this should be one of send_now"),
        (("steps", 0, "late"), [], "late: this should be one of"),
        (("steps", 0, "grace_hours"), True, "grace_hours: this should be a whole number"),
        (("steps", 0, "grace_hours"), 10**30, "grace_hours: this should be 0 to"),
        (("steps", 0, "when"), None, r"steps\[0\].when: this should be an object"),
        (("steps", 0, "when", "days"), "2", "when.days: this should be a whole number"),
        (("steps", 0, "when", "days"), 20_000, "when: An offset counts at most 10,000"),
        (("steps", 0, "when", "number"), 0, "when: An anniversary has a number"),
        (("steps", 1, "when", "at"), "25:00", "when.at: this should be a time"),
        (("steps", 1, "when", "at"), 9, "when.at: this should be a time"),
        (("steps", 1, "window"), ["09:00"], "window: this should be two times"),
        (("steps", 1, "window"), ["09:00", "x"], r"window\[1\]: this should be a time"),
        (("steps", 1, "lane"), "yes", "lane: this should be an object"),
        (("steps", 1, "channels"), [7], r"channels\[0\]: this should be a text"),
        (("steps", 1, "condition"), "yes", "condition: this should be a condition"),
        (("forks", 0, "kind"), None, "kind: this should be one of branch, wait"),
        (("goal",), 7, "timeline.goal: this should be a condition"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(path, value, sentence):
    with pytest.raises(Refusal, match=sentence) as refused:
        from_json(broken(*path, value=value))
    assert refused.value.code == "timeline_invalid"


def test_channels_may_be_a_chain():
    timeline, _ = from_json(broken("steps", 0, "channels", value=["sms", "email"]))
    assert timeline.steps[0].channels == ("sms", "email")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["steps", "forks", "key", "when", "template"]), inner)
        ),
    )
)
def test_nonsense_is_refused_and_nothing_worse(nonsense):
    with contextlib.suppress(Refusal):
        timeline, _ = from_json(nonsense)
        problems(timeline)
