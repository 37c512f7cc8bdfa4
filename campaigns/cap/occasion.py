"""What has been said, or waits to be, as the caps count it."""

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple
from uuid import UUID

from campaigns.cap.item import Left
from messaging.policy.caps import AT_ONCE
from messaging.policy.facts import Purpose


class Said(NamedTuple):
    """One message to one person. `at`: when it left, or will leave."""

    at: dt.datetime
    purpose: str
    channel: str
    person: UUID


def occasions(said: Iterable[Said], couple_of: Mapping[UUID, Hashable]) -> Iterator[Left]:
    """What goes to several of a couple within the hour is one occasion for them."""
    together: list[tuple[Said, list[UUID]]] = []
    latest: dict[tuple[Hashable, str, str], int] = {}
    for one in sorted(said):
        key = couple_of[one.person], one.purpose, one.channel
        begun, people = together[latest[key]] if key in latest else (one, [])
        if not people or one.person in people or one.at - begun.at >= AT_ONCE:
            latest[key] = len(together)
            together.append((one, people := []))
        people.append(one.person)
    for first, people in together:
        yield Left(
            at=first.at,
            purpose=Purpose(first.purpose),
            channel=first.channel,
            people=tuple(people),
            couple=couple_of[first.person],
        )
