"""Whatever the facts: rules answer, always the same, in any order, with a reason and no money."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.adjust import Adjustment, RuleFacts, What
from personalization.fields import FIELDS, GUEST_BANDS, VOICE
from personalization.voice import Fired, join, rules, told, voice_of

FACTS = st.builds(
    RuleFacts,
    stage=st.sampled_from(["", "planning", "upcoming", "day_of", "post_wedding", "?"]),
    vendor_type=st.sampled_from(["", "photographer", "venue", "music", "other", "?"]),
    guest_band=st.sampled_from(["", *GUEST_BANDS, "?"]),
    budget_band=st.sampled_from(["", "low", "standard", "luxury"]),
    season=st.sampled_from(["", "peak", "off_peak"]),
    destination=st.sampled_from(["", "abroad", "far", "home"]),
    brand_voice=st.sampled_from(["", "warm", "calm", "playful", "formal"]),
    style=st.one_of(st.text(max_size=20), st.sampled_from(["Black Tie", "garden party"])),
    languages=st.lists(
        st.tuples(st.sampled_from(["de", "pt-BR"]), st.sampled_from(["person", "vendor"])),
        max_size=2,
    ).map(tuple),
    returning=st.booleans(),
)
MONEY = re.compile(
    r"[\d$€£¥]|budget|money|price|cost|spend|cheap|afford|luxur|discount", re.IGNORECASE
)


def fired(facts):
    return [
        Fired(name, strength, one)
        for name, (strength, rule) in rules().items()
        for one in rule(facts)
    ]


@given(FACTS)
def test_the_same_facts_always_say_the_same(facts):
    assert fired(facts) == fired(facts)
    assert told(fired(facts)) == voice_of(facts)


@given(FACTS, st.randoms())
def test_the_order_of_the_rules_does_not_matter(facts, chance):
    shuffled = fired(facts)
    chance.shuffle(shuffled)

    assert told(shuffled) == voice_of(facts)
    assert told(shuffled + shuffled) == voice_of(facts)


@given(FACTS, FACTS)
def test_what_is_joined_in_parts_is_joined_as_a_whole(one, other):
    first, second = fired(one), fired(other)

    parts = [*join(first).values(), *join(second).values()]

    assert join(parts) == join(first + second) == join(second + first)


@given(FACTS)
def test_every_adjustment_has_a_reason_without_money_and_a_declared_value(facts):
    for one in fired(facts):
        assert one.adjustment.reason.endswith(".")
        assert not MONEY.search(one.adjustment.reason)
        assert not MONEY.search(one.code.partition(".")[2])
        assert f"voice.{one.adjustment.field}" in FIELDS
        assert one.adjustment.what in What


@given(FACTS)
def test_every_value_has_a_reason_in_force_and_the_strongest_rule_won(facts):
    voice = voice_of(facts)
    strength = {name: strength for name, (strength, _) in rules().items()}

    for reason in voice.reasons:
        rule, field, value = reason["code"].split(".")
        assert (voice.values[field] == value) == ("beaten" not in reason)
        winners = [r["code"] for r in voice.reasons if "beaten" not in r]
        strongest = max(strength[c.split(".")[0]] for c in winners if c.split(".")[1] == field)
        assert strength[rule] <= strongest


def test_no_two_rules_count_the_same():
    strengths = [strength for strength, _ in rules().values()]

    assert len(set(strengths)) == len(strengths)


def test_every_field_has_its_values_declared():
    assert {f"voice.{name}" for name in VOICE} == {p for p in FIELDS if p.startswith("voice.")}


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [("tone", "loud", "Why."), ("tone", "calm", ""), ("tone", "", "W")],
)
def test_an_adjustment_no_template_could_read_is_refused(field, value, reason):
    with pytest.raises(ValueError, match=field):
        Adjustment(field, value, reason)


def test_on_the_day_everything_else_gives_way():
    voice = voice_of(RuleFacts(stage="day_of", brand_voice="playful", returning=True))

    assert (voice.values["tone"], voice.values["offer"]) == ("brief", "none")
    assert [r["code"] for r in voice.reasons if "beaten" in r] == [
        "tone.tone.playful",
        "returning_client.offer.loyalty",
        "returning_client.tone.warm",
    ]
