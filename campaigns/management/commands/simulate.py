"""`manage.py simulate <vendor>`: a season before it happens, in the terminal or as JSON."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now as current_time

from campaigns.imagined.simulate import simulate
from campaigns.management.season import add_rules, as_json, as_table, rules_of, vendor_of
from wedsync.lib.refusal import Refusal
from wedsync.vendors.tenancy import tenant


class Command(BaseCommand):
    help = "Show what a vendor's timelines and campaigns will send, and what will be in the way."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("vendor", help="the vendor's slug")
        parser.add_argument("--days", type=int, default=90)
        add_rules(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        vendor = vendor_of(options["vendor"])
        with tenant(vendor.pk):
            try:
                season = simulate(vendor, options["days"], current_time(), rules_of(options))
            except Refusal as refusal:
                raise CommandError(refusal.reason) from refusal
        self.stdout.write(as_json(season) if options["json"] else "\n".join(as_table(season)))
