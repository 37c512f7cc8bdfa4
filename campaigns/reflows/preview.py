"""What a change of a wedding's facts would do to its plan, before anybody confirms it."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from campaigns.reflow.changes import Facts, booked
from campaigns.reflows.facts import facts_of, venue_zone, write_facts
from campaigns.reflows.lines import Line, lines_between
from campaigns.reflows.reflow import inside
from campaigns.timelines.basis_of import bases_of
from campaigns.timelines.case import Bases, cases_of
from campaigns.timelines.outlook import outlook
from campaigns.timelines.prices import tariff
from campaigns.timelines.rows import lines_of
from campaigns.timelines.withdraw import waiting
from wedsync.billing.money import Money
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Wedding


@dataclass(frozen=True)
class Difference:
    """A line for every slot, also of what stays. `cost`: how much more it is, by currency."""

    lines: tuple[Line, ...]
    cost: tuple[Money, ...]


def preview(wedding: Wedding, after: Facts, now: dt.datetime) -> Difference:
    """What `reflow.apply` would do now. Nothing of it stays written."""
    cases = cases_of(list(inside(wedding.pk)), now, _supposed(wedding, after, now))
    paper = waiting((row for case in cases for row in case.rows), lock=False)
    views = [outlook(case, paper, now) for case in cases]
    rates = tariff(wedding, cases, now)
    cost = rates.change(
        [(view.case, lines_of(view.case.rows)) for view in views],
        [(view.case, view.lines) for view in views],
    )
    return Difference(tuple(line for view in views for line in lines_between(view)), cost)


def _supposed(wedding: Wedding, after: Facts, now: dt.datetime) -> Bases:
    """Read from the rows themselves, which are put back: it can't differ from what will be."""
    supposed = Wedding.objects.get(pk=wedding.pk)
    point = transaction.savepoint()
    try:
        before, vendor = facts_of(supposed), Vendor.objects.get(pk=wedding.vendor_id)
        write_facts(supposed, before, booked(before, after, now, venue_zone(after, vendor)))
        return bases_of(vendor, [supposed], now)
    finally:
        transaction.savepoint_rollback(point)
