"""Faults strike what they were ordered for, as often as ordered."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.sandbox.faults import NONE, Fault, Faults, parse
from wedsync.sandbox.wire import Unfit


def armed(*faults: Fault) -> Faults:
    queue = Faults()
    queue.arm(*faults)
    return queue


@given(st.integers(0, 20), st.integers(0, 30))
def test_a_fault_strikes_as_often_as_ordered(times, requests):
    queue = armed(Fault("/resend/", times=times, status=500))

    struck = [queue.strike("POST", "/resend/emails") for _ in range(requests)]

    assert len([fault for fault in struck if fault is not NONE]) == min(times, requests)


@given(st.integers(0, 9))
def test_a_chance_is_the_same_again_for_the_same_seed(seed):
    def run() -> list[str]:
        queue = armed(Fault("/", times=None, probability=0.3, seed=seed, status=500))
        return [queue.strike("GET", "/x").name for _ in range(50)]

    assert run() == run()


def test_only_its_path_and_method_are_struck():
    queue = armed(Fault("/resend/emails", method="POST", status=429))

    assert queue.strike("POST", "/mailgun/v3") is NONE
    assert queue.strike("GET", "/resend/emails/1") is NONE
    assert queue.strike("POST", "/resend/emails/batch").status == 429


def test_orders_are_served_in_turn():
    queue = armed(Fault("/", status=500), Fault("/", status=429))

    assert [queue.strike("GET", "/").status for _ in range(3)] == [500, 429, None]


@pytest.mark.parametrize(
    ("fault", "before"),
    [
        (Fault("/", status=500), True),
        (Fault("/", status=500, when="after"), False),
        (Fault("/", drop="before"), True),
        (Fault("/", drop="after"), False),
        (Fault("/", hang=5), False),
        (Fault("/", hang=5, when="before"), True),
        (Fault("/", delay=1), False),
        (Fault("/", bad_json=True), False),
        (NONE, False),
    ],
)
def test_a_fault_comes_before_or_after_acceptance(fault: Fault, before: bool):
    assert fault.before == before


def test_the_listing_tells_how_often_each_struck():
    queue = armed(Fault("/", times=3, status=500))
    queue.strike("GET", "/")

    assert [(line["status"], line["struck"]) for line in queue.listing()] == [(500, 1)]


def test_one_order_or_a_list_of_them_is_read():
    order = {"path": "/resend/", "status": 500, "times": None}

    assert parse(order) == [Fault("/resend/", status=500, times=None)]
    assert parse([order, order]) == parse(order) * 2


@pytest.mark.parametrize(
    "order",
    [
        "500",
        {"status": 500},
        {"path": "resend", "status": 500},
        {"path": "/"},
        {"path": "/", "status": 99},
        {"path": "/", "status": "500"},
        {"path": "/", "drop": "sometimes"},
        {"path": "/", "status": 500, "when": "later"},
        {"path": "/", "hang": -1},
        {"path": "/", "delay": float("nan")},
        {"path": "/", "status": 500, "times": 1.5},
        {"path": "/", "status": 500, "probability": 2},
        {"path": "/", "status": 500, "headers": {"retry-after": 1}},
        {"path": "/", "status": 500, "colour": "red"},
    ],
)
def test_an_order_without_sense_is_refused(order: Any):
    with pytest.raises(Unfit):
        parse(order)
