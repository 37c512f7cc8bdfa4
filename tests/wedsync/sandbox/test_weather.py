"""How webhooks travel is ordered in words and numbers, or refused in a sentence."""

from typing import Any

import pytest

from wedsync.sandbox.weather import Weather, parse
from wedsync.sandbox.wire import Unfit


@pytest.mark.parametrize(
    ("order", "weather"),
    [
        ({}, Weather()),
        ({"mode": "normal"}, Weather()),
        ({"mode": "doubled"}, Weather(copies=2)),
        ({"mode": "off"}, Weather(off=True)),
        ({"mode": ["doubled", "shuffled"], "copies": 20}, Weather(copies=20, shuffle=1.0)),
        ({"late": 72 * 3600, "forged": 0.01}, Weather(late=72 * 3600, forged=0.01)),
    ],
)
def test_an_order_is_read(order: dict[str, Any], weather: Weather):
    assert parse(order) == weather


@pytest.mark.parametrize(
    "order",
    [
        {"mode": "stormy"},
        {"mode": 5},
        {"forged": 2},
        {"late": -1},
        {"late": True},
        {"copies": 2.5},
        {"copies": 21},
        {"off": 1},
        {"rain": 1},
        {"shuffle": float("nan")},
    ],
)
def test_an_order_without_sense_is_refused(order: dict[str, Any]):
    with pytest.raises(Unfit):
        parse(order)
