"""One key, one piece of work, one answer, for a day of the sandbox's clock."""

import pytest

from wedsync.sandbox.clock import Clock
from wedsync.sandbox.idempotency import InFlight, Keys, OtherBody
from wedsync.sandbox.wire import Response

DAY = 24 * 3600


@pytest.fixture
def clock() -> Clock:
    return Clock(lambda: 1_000_000.0)


@pytest.fixture
def keys(clock: Clock) -> Keys:
    return Keys(clock)


def work(keys: Keys, key: str = "k", body: bytes = b"1", owner: str = "me") -> Response:
    """The kept answer, or a new one of its own."""
    with keys.reserve(owner, key, body) as reservation:
        if reservation.answer is None:
            reservation.answer = Response()
        return reservation.answer


def test_the_second_with_a_key_gets_the_answer_of_the_first(keys: Keys):
    assert work(keys) is work(keys)


def test_without_a_key_each_is_the_first(keys: Keys):
    assert work(keys, key="") is not work(keys, key="")


def test_keys_of_two_owners_are_two_keys(keys: Keys):
    assert work(keys, owner="me") is not work(keys, owner="you")


def test_another_body_under_the_same_key_is_refused(keys: Keys):
    work(keys, body=b"1")

    with pytest.raises(OtherBody):
        work(keys, body=b"2")


def test_while_the_first_is_at_work_the_second_is_told_so(keys: Keys):
    with keys.reserve("me", "k", b"1"), pytest.raises(InFlight):
        work(keys)


def test_a_first_that_failed_gives_the_key_back(keys: Keys):
    with pytest.raises(RuntimeError), keys.reserve("me", "k", b"1"):
        raise RuntimeError

    assert work(keys, body=b"2").status == 200


def test_a_key_is_kept_for_a_day(keys: Keys, clock: Clock):
    first = work(keys)

    clock.offset = DAY - 1
    assert work(keys) is first

    clock.offset = DAY
    assert work(keys, body=b"2") is not first
