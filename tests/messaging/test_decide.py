"""Messages of one claim, judged in turn."""

import datetime as dt
from uuid import UUID

from messaging.decide import in_turn
from messaging.policy.facts import Cap, Facts, Purpose
from messaging.policy.verdict import Allow, Wait

NOW = dt.datetime(2027, 6, 1, 15, tzinfo=dt.UTC)
ANA, BEN = UUID(int=1), UUID(int=2)


def facts(purpose=Purpose.HELPFUL, most=1):
    return Facts(
        now=NOW,
        purpose=purpose,
        channel="email",
        address="ana@example.test",
        consent="granted",
        caps=(Cap(most, 24),),
    )


def verdicts(*people, **given):
    messages = [(UUID(int=100 + n), person) for n, person in enumerate(people)]
    judged = in_turn(messages, {message: facts(**given) for message, _ in messages})
    return [type(judgement.verdict) for _, judgement in judged.values()]


def test_the_second_of_a_person_counts_the_first():
    """They are due at the same moment, and one place under the cap is free."""
    assert verdicts(ANA, ANA, BEN) == [Allow, Wait, Allow]
    assert verdicts(ANA, ANA, ANA, most=2) == [Allow, Allow, Wait]


def test_what_was_judged_is_what_is_kept():
    messages = [(UUID(int=100), ANA), (UUID(int=101), ANA)]
    judged = in_turn(messages, {message: facts() for message, _ in messages})
    assert [len(known.recent) for known, _ in judged.values()] == [0, 1]


def test_emergencies_count_nothing():
    assert verdicts(ANA, ANA, purpose=Purpose.EMERGENCY) == [Allow, Allow]
