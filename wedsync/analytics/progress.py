"""How far a campaign is: how many messages are in which state, why some wait, who reacted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from messaging.states import DROPPED, IN_FLIGHT, WAITING, State
from wedsync.lib.worded import worded

LEFT = (State.ACCEPTED, State.SENT, State.DELIVERED, State.BOUNCED)
STOPPED = frozenset({State.HELD, State.BOUNCED, State.FAILED, State.DEAD}) | DROPPED
MOST_REASONS = 8

# Reactions are grouped once and joined: asked message by message they take twice as long.
COUNT = """
WITH reached AS (
  SELECT campaign_id, message_id FROM campaigns_recipient WHERE campaign_id = ANY(%s)
), visit AS (
  SELECT message_id, kind, reader = 'machine' AS by_machine,
    count(*) FILTER (WHERE reader = 'machine') OVER (
      PARTITION BY message_id, kind ORDER BY at
      RANGE BETWEEN '2 seconds' PRECEDING AND '2 seconds' FOLLOWING) AS machines_beside
  FROM messaging_deliveryevent JOIN reached USING (message_id)
  WHERE kind IN ('opened', 'clicked')
), reaction AS (
  SELECT message_id, bool_or(kind = 'opened') AS any_opened,
    bool_or(kind = 'clicked') AS any_clicked,
    bool_or(kind = 'opened' AND NOT by_machine) AS opened,
    bool_or(kind = 'clicked' AND NOT by_machine AND machines_beside = 0) AS clicked
  FROM visit GROUP BY message_id
)
SELECT campaign_id, message.state, message.reason, count(*),
  count(*) FILTER (WHERE opened), count(*) FILTER (WHERE clicked),
  count(*) FILTER (WHERE any_opened AND NOT opened),
  count(*) FILTER (WHERE any_clicked AND NOT clicked)
FROM reached
LEFT JOIN messaging_message message ON message.id = reached.message_id
LEFT JOIN reaction ON reaction.message_id = message.id
GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Reason:
    """So many messages are in this state for this reason ("" where none was given)."""

    state: State
    text: str
    count: int


@dataclass(frozen=True)
class Progress:
    """`planned` people have no message yet; `opened` and `clicked` count messages, not events.

    Whoever may have been a person counts as one; what nobody but machines opened or followed is
    counted apart. A click beside a machine's is the machine's: it takes one link after the other.
    """

    planned: int = 0
    states: Mapping[State, int] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    opened: int = 0
    clicked: int = 0
    opened_by_machines: int = 0
    clicked_by_machines: int = 0

    @property
    def people(self) -> int:
        return self.planned + sum(self.states.values())

    @property
    def done(self) -> int:
        """Messages that have found their end, or wait for nothing but the provider's report."""
        return sum(n for state, n in self.states.items() if state not in WAITING | IN_FLIGHT)

    @property
    def left(self) -> int:
        """Messages that have left the house."""
        return self.among(*LEFT)

    @property
    def delivered(self) -> int:
        return self.among(State.DELIVERED)

    @property
    def percent(self) -> int:
        """100 only when everything is done."""
        return 100 * self.done // self.people if self.people else 0

    def among(self, *states: State) -> int:
        return sum(self.states.get(state, 0) for state in states)


def progress(campaign_id: UUID) -> Progress:
    """Of the current tenant's campaign, in one query; zeros for one without recipients."""
    return progress_of([campaign_id])[campaign_id]


def progress_of(campaign_ids: Iterable[UUID]) -> dict[UUID, Progress]:
    """Of several campaigns, still in one query."""
    rows: dict[UUID, list[_Row]] = {campaign_id: [] for campaign_id in campaign_ids}
    for campaign_id, *counted in _counted(rows):
        rows[campaign_id].append(_Row(*counted))
    return {campaign_id: _summed(found) for campaign_id, found in rows.items()}


@dataclass(frozen=True)
class _Row:
    """`state` is None for people without a message."""

    state: str | None
    reason: str | None
    count: int
    opened: int
    clicked: int
    opened_by_machines: int
    clicked_by_machines: int


def _counted(campaign_ids: Iterable[UUID]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [list(campaign_ids)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _summed(rows: list[_Row]) -> Progress:
    states: Counter[State] = Counter()
    for row in rows:
        if row.state is not None:
            states[State(row.state)] += row.count
    return Progress(
        planned=sum(row.count for row in rows if row.state is None),
        states=dict(states),
        reasons=_reasons(rows),
        opened=sum(row.opened for row in rows),
        clicked=sum(row.clicked for row in rows),
        opened_by_machines=sum(row.opened_by_machines for row in rows),
        clicked_by_machines=sum(row.clicked_by_machines for row in rows),
    )


def _reasons(rows: list[_Row]) -> tuple[Reason, ...]:
    """The most frequent first; beyond the first few they are one line per state."""
    found = [
        Reason(State(row.state), row.reason or "", row.count)
        for row in rows
        if row.state is not None and State(row.state) in STOPPED
    ]
    found.sort(key=lambda reason: (-reason.count, reason.text))
    rest: Counter[State] = Counter()
    for reason in found[MOST_REASONS:]:
        rest[reason.state] += reason.count
    others = (Reason(state, worded("for other reasons"), count) for state, count in rest.items())
    return (*found[:MOST_REASONS], *others)
