"""What choosing is worth, on readers whose habits we know because we made them up."""

import datetime as dt
import random
from statistics import mean

from personalization.send_time import Ladder, choose, habit_of, hour_of_week, together
from tests.personalization.send_time.readers import START, UTC, Reader, history
from wedsync.weddings.calendar import Window

DAYTIME = [day * 24 + hour for day in range(7) for hour in range(8, 21)]
READERS = 40


def crowd(*, around=None):
    """Forty readers, each with an hour of their own; `around` one, if they are much alike."""
    chance = random.Random(7)
    hours = [chance.choice(around or range(9, 21)) for _ in range(READERS)]
    return [Reader.at(hour) for hour in hours]


def regret(reader, ladder):
    """How much of the best hour's chance is missed, from 0 to 1."""
    start = START + dt.timedelta(days=700)
    days = [
        Window(start + dt.timedelta(days=n, hours=8), start + dt.timedelta(days=n, hours=21))
        for n in range(7)
    ]
    chosen = choose(days, ladder, UTC)
    best = reader.best(DAYTIME)
    return (best - reader.chances[hour_of_week(chosen.at, UTC)]) / best


def of(reader, count, seed):
    told = history(reader, count, seed)
    return (
        habit_of(told, UTC, told[-1].since + dt.timedelta(days=2))
        if told
        else habit_of([], UTC, START)
    )


def test_regret_falls_as_history_grows():
    readers = crowd()
    missed = [
        mean(regret(r, Ladder(of(r, count, seed))) for seed, r in enumerate(readers))
        for count in (0, 8, 24, 72)
    ]

    assert missed == sorted(missed, reverse=True)
    assert missed[-1] < missed[0] / 3


def test_a_stranger_profits_from_a_vendors_other_couples():
    readers = crowd(around=[18, 19, 20])
    vendor = together(of(r, 12, seed) for seed, r in enumerate(readers[1:]))
    alone, helped = regret(readers[0], Ladder()), regret(readers[0], Ladder(vendor=vendor))

    assert helped < alone / 2


def test_one_odd_answer_does_not_overturn_what_many_do():
    vendor = together(of(r, 12, seed) for seed, r in enumerate(crowd(around=[19])))
    odd = of(Reader.at(9, eager=1.0), 1, seed=1)
    usual = Ladder(vendor=vendor)
    bent = Ladder(person=odd, vendor=vendor)

    day = Window(START + dt.timedelta(days=700, hours=8), START + dt.timedelta(days=700, hours=21))
    assert choose([day], bent, UTC).at == choose([day], usual, UTC).at
