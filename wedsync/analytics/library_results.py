"""How the wordings of a library template do at all vendors together: pooled counts, no vendor's."""

import datetime as dt
from collections import defaultdict
from uuid import UUID

from django.db import connection

from personalization.models import Template
from wedsync.analytics.library_pool import Pool, Tally, Wording, pooled
from wedsync.vendors.tenancy import operator

YEAR = dt.timedelta(days=365)

# Only copies that still say what the library says: an edited one is another wording.
COUNTED = """
SELECT f.vendor_id, ours.key, ours.channel, ours.language,
  sum(f.delivered), sum(f.engaged), sum(f.stopped)
FROM personalization_variant ours
JOIN personalization_templateversion version ON version.id = ours.version_id
JOIN personalization_template copy ON copy.origin = %(key)s AND copy.vendor_id IS NOT NULL
JOIN personalization_templateversion theirs ON theirs.template_id = copy.id
JOIN personalization_variant said ON said.version_id = theirs.id AND said.key = ours.key
  AND said.channel = ours.channel AND said.language = ours.language
  AND said.compiled->>'digest' = ours.compiled->>'digest'
JOIN analytics_dailyfigures f ON f.variant_id = said.id AND f.day > %(since)s
WHERE version.id = %(version)s
GROUP BY 1, 2, 3, 4
"""


def results_of(template: Template, today: dt.date) -> dict[Wording, Pool]:
    """Of its current version, over a year; nothing for what fewer than K vendors have sent."""
    current = template.current
    if template.vendor_id is not None or not template.key or current is None:
        return {}
    by_vendor: dict[UUID, dict[Wording, Tally]] = defaultdict(dict)
    with operator(), connection.cursor() as cursor:
        since = today - YEAR
        cursor.execute(COUNTED, {"key": template.key, "version": current.pk, "since": since})
        for vendor, key, channel, language, *counts in cursor.fetchall():
            by_vendor[vendor][Wording(key, channel, language)] = Tally(*map(float, counts))
    return pooled(by_vendor.values())
