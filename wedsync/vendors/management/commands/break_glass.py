"""Let an operator in when nobody else can: see docs/operations.md, "When nobody gets in"."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now as current_time

from wedsync.lib.refusal import Refusal
from wedsync.vendors.break_glass import break_glass
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator


class Command(BaseCommand):
    help = (
        "For an emergency: take an operator's lost second factors away, and open vendors' couples"
        " to them for an hour. Every vendor concerned and every operator is told."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--operator", required=True, help="whose e-mail address")
        parser.add_argument("--reason", required=True, help="a sentence; vendors read it")
        parser.add_argument(
            "--vendor", action="append", default=[], help="a slug; may stand several times"
        )
        parser.add_argument(
            "--reset-mfa", action="store_true", help="take their second factors away"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["vendor"] or options["reset_mfa"]):
            raise CommandError("Say what for: --vendor, --reset-mfa, or both.")
        user = User.objects.filter(email__iexact=options["operator"], is_staff=True).first()
        if user is None:
            raise CommandError("There is no operator with this address.")
        try:
            done = break_glass(
                user,
                options["reason"],
                _vendors(options["vendor"]),
                current_time(),
                reset_factors=options["reset_mfa"],
            )
        except Refusal as refusal:
            raise CommandError(refusal.reason) from None
        self.stdout.write(
            f"{done.factors} factors taken away, {done.sessions} sessions ended,"
            f" {done.vendors} vendors open for an hour, {done.told} operators told."
        )


def _vendors(slugs: Sequence[str]) -> list[Vendor]:
    with operator():
        found = list(Vendor.objects.filter(slug__in=slugs).order_by("slug"))
    if missing := set(slugs) - {vendor.slug for vendor in found}:
        raise CommandError(f"There is no vendor {min(missing)!r}.")
    return found
