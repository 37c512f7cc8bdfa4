"""Who was sent something, by which channels, the latest first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from wedsync.sandbox.channels import CHANNELS, channel_of
from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.markup import Safe, fill, page
from wedsync.sandbox.pieces import PAGE_SIZE, empty, moment, number_of, pager
from wedsync.sandbox.search import Search
from wedsync.sandbox.wire import Request, Response


@dataclass
class Person:
    """An address, a number or a device: the sandbox knows of nobody that they are the same."""

    to: str
    last: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def told(self) -> str:
        """Such as "3 Mail, 1 SMS"."""
        return ", ".join(f"{self.counts[one]} {one}" for one in CHANNELS if self.counts[one])


def summed(lines: Iterable[Accepted]) -> list[Person]:
    """`lines` oldest first; the person who heard something last comes first."""
    people: dict[str, Person] = {}
    for one in lines:
        for to in one.draft.to:
            person = people.pop(to, None) or Person(to)
            person.last = one.at
            person.counts[channel_of(one.provider)] += 1
            people[to] = person
    return list(reversed(people.values()))


def shown(lines: Iterable[Accepted], request: Request) -> Response:
    people, number = summed(lines), number_of(request)
    start = (number - 1) * PAGE_SIZE
    rows = Safe("".join(_row(one) for one in people[start : start + PAGE_SIZE]))
    body = fill(
        "people",
        count=len(people),
        rows=fill("rows", rows=rows) if rows else empty("Nobody was sent anything yet."),
        pager=pager(number, len(people), lambda to: f"page={to}"),
    )
    return page("Recipients", body)


def _row(one: Person) -> str:
    query = Search(to=one.to).query()
    return fill("person", query=query, to=one.to, told=one.told, **moment(one.last))
