"""Imaginary readers with known habits: what they do with a message, and what an oracle would do."""

import datetime as dt
import random
from dataclasses import dataclass

from personalization.send_time import HOURS, Signal, hour_of_week

UTC = dt.UTC
START = dt.datetime(2027, 1, 4, tzinfo=UTC)  # a Monday
HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Reader:
    """How likely they act in each hour of the week in which a message waits."""

    chances: tuple[float, ...]

    @staticmethod
    def at(hour, *, eager=0.3, lazy=0.01):
        """Somebody who looks at their post around one hour of the day."""
        return Reader(
            tuple(
                max(lazy, eager * (1 - abs((one % 24) - hour) / 3)) if abs((one % 24) - hour) < 3
                else lazy
                for one in range(HOURS)
            )
        )  # fmt: skip

    def best(self, hours):
        return max(self.chances[hour] for hour in hours)

    def answers(self, since, chance):
        """When they act on what arrived then; None where they never do."""
        at = since
        while at < since + 48 * HOUR:
            if chance.random() < self.chances[hour_of_week(at, UTC)]:
                return at + chance.random() * HOUR
            at += HOUR
        return None


def history(reader, count, seed):
    """`count` messages, three days apart, each at some hour between eight and nine."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        since = START + dt.timedelta(days=3 * number, hours=chance.randint(8, 20))
        at = reader.answers(since, chance)
        found.append(Signal(since, at, "clicked" if at else ""))
    return found
