"""A past under other rules: what would have become of the messages of a time?

Nothing is written. Every decision kept the facts it was made on, so the gates can be asked again;
what people would have done with it, nobody can know.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from campaigns.imagined.simulate import Season
from campaigns.simulation import Candidate, Letter, Rules, figures, replay
from campaigns.timeline import Planned, Slot, Stand
from messaging.models import Decision
from messaging.policy.plain import from_plain
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor

MOST = 50_000  # decisions
NOBODY = UUID(int=0)
COLUMNS = (
    "message_id",
    "message__dedupe_key",
    "message__person_id",
    "message__person__client_id",
    "message__wedding_id",
    "message__channel",
    "facts",
)
Row = tuple[Any, ...]


def replay_past(vendor: Vendor, start: dt.datetime, end: dt.datetime, rules: Rules) -> Season:
    """From `start` up to, not including, `end`. Raises Refusal for more than can be looked at."""
    found = Decision.objects.filter(vendor=vendor, at__gte=start, at__lt=end)
    rows = list(found.order_by("message_id", "at", "id").values_list(*COLUMNS)[: MOST + 1])
    if len(rows) > MOST:
        raise Refusal(
            "That is more than {most} decisions: choose less.",
            code="replay_length",
            most=f"{MOST:,}",
        )
    lines = replay(_letters(rows), start, end, rules)
    return Season(start, end, lines, figures(lines, ZoneInfo(vendor.timezone)))


def _letters(rows: Sequence[Row]) -> Iterator[tuple[dt.datetime, Letter]]:
    for _, theirs in groupby(rows, key=itemgetter(0)):
        one = list(theirs)
        _, key, person, client, wedding, channel, _ = one[0]
        first, *later = (from_plain(row[-1]) for row in one)
        candidate = Candidate(key, person, channel, first, circle=client, later=tuple(later))
        planned = Planned(Slot(key), Stand.PLANNED, first.now, first.now)
        yield first.now, Letter(NOBODY, wedding or NOBODY, planned, (candidate,))
