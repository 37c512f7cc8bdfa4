"""`manage.py replay <vendor> --from 2027-01-01 --to 2027-07-01 --cap 4`: a past, other rules."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError

from campaigns.imagined.replay_past import replay_past
from campaigns.management.season import add_rules, as_json, as_table, rules_of, vendor_of
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import tenant
from wedsync.weddings.calendar import at_local


class Command(BaseCommand):
    help = "Show what would have become of a vendor's messages under other rules."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("vendor", help="the vendor's slug")
        parser.add_argument("--from", dest="first", type=dt.date.fromisoformat, required=True)
        parser.add_argument("--to", dest="last", type=dt.date.fromisoformat, required=True)
        add_rules(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        vendor = vendor_of(options["vendor"])
        start, end = (_midnight(options[name], vendor) for name in ("first", "last"))
        with tenant(vendor.pk):
            try:
                season = replay_past(vendor, start, end, rules_of(options))
            except Refusal as refusal:
                raise CommandError(refusal.reason) from refusal
        self.stdout.write(as_json(season) if options["json"] else "\n".join(as_table(season)))


def _midnight(day: dt.date, vendor: Vendor) -> dt.datetime:
    return at_local(day, dt.time(), ZoneInfo(vendor.timezone))
