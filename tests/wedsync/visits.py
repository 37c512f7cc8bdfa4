"""Operators who look at couples' rows, as the admin has it: in an open visit."""

import datetime as dt

from django.utils.timezone import now as current_time

from wedsync.vendors.models import SupportVisit, Vendor
from wedsync.vendors.tenancy import operator

REASON = "They asked why a message waits"


def visit(user, vendor, **given):
    now = current_time()
    told = {"reason": REASON, "started_at": now, "ends_at": now + dt.timedelta(hours=1)}
    with operator():
        return SupportVisit.objects.create(vendor=vendor, operator=user, **{**told, **given})


def visit_everybody(user):
    """As nobody can: for pages whose rows are what a test is about, not who may see them."""
    with operator():
        met = SupportVisit.objects.filter(operator=user).values("vendor")
        for vendor in Vendor.objects.exclude(pk__in=met):
            visit(user, vendor)


def visiting_everybody(client, user):
    """The same, signed in, and before each request again."""
    client.force_login(user)
    ask = client.request

    def request(**environment):
        visit_everybody(user)
        return ask(**environment)

    client.request = request
    return client
