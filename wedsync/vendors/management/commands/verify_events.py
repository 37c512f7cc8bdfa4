"""Verify the chain of events of every vendor, or of one."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator
from wedsync.vendors.verify import verify


class Command(BaseCommand):
    help = (
        "Recompute the chain of events. Prints each vendor's number of events and the last digest;"
        " note them somewhere else, and a later run tells whether the end was cut off."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="one vendor; without it all of them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError, so that the exit status says whether history is whole."""
        broken = 0
        for slug, vendor_id in _vendors(options["slug"]):
            history = verify(vendor_id)
            if history.broken:
                broken += 1
                self.stderr.write(f"{slug}: event {history.broken.number} {history.broken.problem}")
            else:
                self.stdout.write(f"{slug}: {history.count} events, {history.head.hex() or 'none'}")
        if broken:
            raise CommandError(f"The history of {broken} of the vendors is not what was written.")


def _vendors(slug: str | None) -> list[tuple[str, UUID]]:
    with operator():
        vendors = Vendor.objects.order_by("slug")
        found = vendors.filter(slug=slug) if slug else vendors
        rows = list(found.values_list("slug", "pk"))
    if slug and not rows:
        raise CommandError(f"There is no vendor {slug!r}.")
    return rows
