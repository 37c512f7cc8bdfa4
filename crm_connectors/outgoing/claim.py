"""Take deliveries that are due: a fair share for each endpoint, under a lease."""

import datetime as dt

from crm_connectors.outgoing.models import Delivery
from wedsync.vendors.tenancy import operator

LEASE = dt.timedelta(seconds=60)
AT_ONCE = 20
SHARE = 5  # of one endpoint; one that fails gets a place at a time, and nobody waits for it

# An endpoint's oldest are looked at, however many it has: 20,000 of one don't hide another's.
CLAIM = """
WITH open AS (
  SELECT id, CASE WHEN failing_since IS NULL THEN %(share)s ELSE 1 END AS share
  FROM crm_connectors_endpoint
  WHERE state = 'active' AND NOT app_switched_off('webhooks', vendor_id)
), taken AS (
  SELECT due.id FROM open, LATERAL (
    SELECT d.id, d.due_at FROM crm_connectors_delivery d
    WHERE d.endpoint_id = open.id AND d.state = 'pending' AND d.due_at <= clock_timestamp()
      AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp())
    ORDER BY d.due_at LIMIT open.share FOR UPDATE SKIP LOCKED
  ) due ORDER BY due.due_at LIMIT %(most)s
)
UPDATE crm_connectors_delivery d
SET lease_until = clock_timestamp() + %(lease)s, attempts = attempts + 1
FROM taken WHERE d.id = taken.id
RETURNING d.id
"""


def claim() -> list[Delivery]:
    """The attempt counts from here on: whoever dies on the way has used it up."""
    with operator():
        ids = [row.pk for row in Delivery.objects.raw(CLAIM, _figures())]
        rows = Delivery.objects.filter(pk__in=ids).select_related("endpoint").order_by("due_at")
        return list(rows)


def _figures() -> dict[str, object]:
    return {"share": SHARE, "most": AT_ONCE, "lease": LEASE}
