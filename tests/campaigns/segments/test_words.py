"""What a tree asks and why somebody fits, in words."""

import datetime as dt

import pytest
from hypothesis import given

from campaigns.segments import tree
from campaigns.segments.facts import Got
from campaigns.segments.parse import parse
from campaigns.segments.registry import fields, kinds
from campaigns.segments.scope import Scope
from campaigns.segments.why import once, why
from campaigns.segments.words import sentences
from tests.campaigns.segments.trees import IDS, NOW, with_segments

SCOPE = Scope(NOW)
EARLIER = NOW - dt.timedelta(days=3)
NAMES = {IDS[0]: "Spring"}
GUESTS = {"field": "guests", "is": "over", "value": 1500}
FAR = {"from": 2, "to": 6, "unit": "weeks"}
YES = {"channel": "email", "purpose": "marketing", "said": ["granted", "never"]}


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (GUESTS, "Guests is over 1,500"),
        (GUESTS | {"is": "between", "value": [50, 100]}, "Guests is between 50 and 100"),
        ({"field": "guests", "is": "unknown"}, "Guests is not known"),
        ({"field": "has_email", "is": "no"}, "Has an e-mail: no"),
        ({"field": "stage", "is": "is", "value": ["day_of"]}, "Stage today is one of On the day"),
        ({"field": "venue", "is": "begins", "value": "Fern"}, "Venue begins with “Fern”"),
        ({"field": "tag", "is": "has_not", "value": ["a", "b"]}, "Tag has none of a, b"),
        ({"field": "date", "is": "ahead", "value": FAR}, "Wedding day lies ahead by 2 to 6 weeks"),
        (
            {"field": "date", "is": "during", "value": ["2027-06-01", "2027-06-30"]},
            "Wedding day is between 1 Jun 2027 and 30 Jun 2027",
        ),
        (
            {"field": "date", "is": "from", "value": "2027-06-01"},
            "Wedding day is on or after 1 Jun 2027",
        ),
        ({"field": "opened", "is": "within", "value": 30}, "Opened a message in the last 30 days"),
        (
            {"field": "consent", "is": "said", "value": YES},
            "Said to is Marketing by e-mail: yes or never asked",
        ),
        ({"field": "message", "is": "got"}, "A message was received"),
        (
            {"field": "message", "is": "acted_not", "value": {"campaign": str(IDS[0]), "days": 7}},
            "A message was not acted on “Spring”, in the last 7 days",
        ),
        (
            {"field": "message", "is": "got", "value": {"template": str(IDS[1]), "channel": "sms"}},
            "A message was received “(gone)”, by SMS",
        ),
        ({"segment": str(IDS[0])}, "in “Spring”"),
        ({"not": {"any": [GUESTS, GUESTS]}}, "not (Guests is over 1,500 or Guests is over 1,500)"),
        (
            {"any": [{"all": [GUESTS, {"segment": str(IDS[1])}]}, GUESTS]},
            "(Guests is over 1,500 and in “(gone)”) or Guests is over 1,500",
        ),
    ],
)
def test_a_condition_reads_as_a_sentence(raw, words):
    assert sentences(parse([raw], kinds()), fields(), NAMES) == [words]


@given(with_segments)
def test_every_tree_can_be_said(asked):
    assert len(sentences(asked, fields(), {})) == len(asked.of)


def because(name, operator, actual, value=None):
    field = fields()[name]
    return why(tree.Test(name, operator, value), field, actual, SCOPE, secret=field.secret)


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        (("guests", "over", 1200, 50), "Guests: 1,200"),
        (("guests", "unknown", None), "Guests: not known"),
        (("abroad", "yes", True), "In another country than yours: yes"),
        (("has_phone", "no", False), "Has a phone: no"),
        (("date", "from", dt.date(2027, 6, 19), None), "Wedding day: 19 Jun 2027"),
        (("stage", "is", "upcoming", ("upcoming",)), "Stage today: In the last month"),
        (("venue", "contains", "Fern Hall", "fern"), "Venue: Fern Hall"),
        (("tag", "has", ("vip", "past"), ("vip",)), "Tag: past, vip"),
        (("tag", "has_not", (), ("vip",)), "Tag: none"),
        (("suppressed", "has", frozenset({"sms"}), ("sms",)), "Closed channels: SMS"),
        (("clicked", "within", (EARLIER, NOW), 9), "Followed a link: last on 31 Mar 2027"),
        (("clicked", "not_within", (), 9), "Followed a link: none"),
        (("message", "got_not", (), tree.Past()), "A message: none received"),
        (
            ("message", "got", (Got("email", IDS[0], acted=True),), tree.Past()),
            "A message: 1 received, 1 acted on",
        ),
        (
            ("consent", "said", {}, tree.Said("email", "marketing", ("never",))),
            "Marketing by e-mail: never asked",
        ),
    ],
)  # fmt: skip
def test_a_reason_tells_what_is_known(given_, words):
    assert because(*given_) == words


def test_a_budget_is_asked_about_and_never_told():
    assert because("budget_band", "is_not", "luxury", ("low",)) == "Budget is none of Low"


def test_a_reason_is_given_once():
    assert once(["a", "b", "a"]) == ("a", "b")
