"""Forget what POSTs were answered, a day later: the answers hold people's data."""

import datetime as dt

from wedsync.vendors.models import StoredAnswer
from wedsync.vendors.tenancy import operator

KEPT = dt.timedelta(days=1)
MOST = 5_000  # at once; the next turn takes the next


def forget_answers(now: dt.datetime) -> int:
    """Of all vendors; return how many. Runs as operator and reads nothing but ids."""
    with operator():
        old = StoredAnswer.objects.filter(created_at__lt=now - KEPT).order_by("created_at")
        ids = list(old.values_list("pk", flat=True)[:MOST])
        return StoredAnswer.objects.filter(pk__in=ids).delete()[0]
