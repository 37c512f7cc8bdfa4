"""How much is due in each lane and since when, for operators: the longest wait first."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from wedsync.vendors.tenancy import operator

MOST = 100  # lanes
COUNTED = 2_000  # of a lane's messages: beyond that it says "or more"

# As the dispatcher finds its lanes: by steps through the index of what is queued, whose cost grows
# with the number of lanes and not of messages.
DEPTHS = """
WITH RECURSIVE lane AS (
  (SELECT priority, vendor_id, channel FROM messaging_message
   WHERE state = 'queued' ORDER BY priority, vendor_id, channel LIMIT 1)
  UNION ALL
  SELECT following.* FROM lane CROSS JOIN LATERAL (
    SELECT m.priority, m.vendor_id, m.channel FROM messaging_message m
    WHERE m.state = 'queued'
      AND (m.priority, m.vendor_id, m.channel) > (lane.priority, lane.vendor_id, lane.channel)
    ORDER BY 1, 2, 3 LIMIT 1
  ) following
)
SELECT v.name, lane.channel, lane.priority, due.count, due.since
FROM lane JOIN vendors_vendor v ON v.id = lane.vendor_id
CROSS JOIN LATERAL (
  SELECT count(*), min(waiting.not_before) AS since FROM (
    SELECT m.not_before FROM messaging_message m
    WHERE m.state = 'queued' AND m.not_before <= statement_timestamp()
      AND m.vendor_id = lane.vendor_id
      AND m.channel = lane.channel AND m.priority = lane.priority
    ORDER BY m.not_before LIMIT %(counted)s
  ) waiting
) due
WHERE due.count > 0 ORDER BY due.since LIMIT %(most)s
"""


class Depth(NamedTuple):
    vendor: str
    channel: str
    priority: int
    due: int
    since: dt.datetime

    @property
    def told(self) -> str:
        return f"{self.due:,}{' or more' if self.due == COUNTED else ''}"


def depths() -> Sequence[Depth]:
    with operator(), connection.cursor() as cursor:
        cursor.execute(DEPTHS, {"counted": COUNTED, "most": MOST})
        return [Depth(*row) for row in cursor.fetchall()]
