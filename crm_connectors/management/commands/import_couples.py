"""`manage.py import_couples <vendor> <file>`: bring couples in from the terminal."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now as current_time

from crm_connectors.check import MOST_PROBLEMS, Report, check
from crm_connectors.fields import FIELDS, SOURCES
from crm_connectors.import_couples import run
from crm_connectors.models import Import, ImportRow
from crm_connectors.progress import progress
from crm_connectors.receive import receive
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant

BAR = 30


class Command(BaseCommand):
    help = "Import couples and their weddings from a CSV or XLSX file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("vendor", help="the vendor's slug")
        parser.add_argument("path", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen")
        parser.add_argument("--source", default="csv", choices=sorted(SOURCES))
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADER=FIELD",
            help=f"what a column means; fields: {', '.join(FIELDS)}",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self._import(options)
        except Refusal as refusal:
            raise CommandError(refusal.reason) from refusal

    def _import(self, options: dict[str, Any]) -> None:
        vendor = _vendor(options["vendor"])
        with tenant(vendor.pk):
            batch = receive(
                vendor,
                options["path"].name,
                _bytes(options["path"]),
                actor="system:import_couples",
                source=options["source"],
                mapping=_mapping(options["map"]),
            )
            if options["dry_run"]:
                self._say_report(check(batch))
                transaction.set_rollback(True)
                return
        self._say_result(run(batch.pk, on_progress=self._bar))

    def _bar(self, batch: Import) -> None:
        seen = progress(batch.done, batch.total, batch.started_at, current_time())
        filled = BAR * seen.percent // 100
        bar = "█" * filled + "░" * (BAR - filled)
        self.stdout.write(f"\r{bar} {seen.percent:3d} %  {seen.done} of {seen.total}", ending="")
        self.stdout.flush()

    def _say_report(self, report: Report) -> None:
        for header, key in report.headers.as_saved().items():
            self.stdout.write(f"  {header} → {FIELDS[key].label}")
        for header in report.headers.ignored:
            self.stdout.write(f"  {header} is not read")
        self._say_problems([(number, p.column, p.sentence) for number, p in report.problems])
        counts = ", ".join(f"{n} {state}" for state, n in sorted(report.states.items()))
        self.stdout.write(f"{report.remark}\n" if report.remark else "", ending="")
        self.stdout.write(f"Nothing was written. Of {report.total} rows would be: {counts}.")

    def _say_result(self, batch: Import) -> None:
        self.stdout.write("")
        with tenant(batch.vendor_id):
            rows = ImportRow.objects.filter(batch=batch).exclude(problems=[]).order_by("number")
            found = [
                (row.number, p["column"], p["sentence"])
                for row in rows[:MOST_PROBLEMS]
                for p in row.problems
            ]
        self._say_problems(found)
        self.stdout.write(
            self.style.SUCCESS(
                f"{batch.created} couples created, {batch.updated} updated,"
                f" {batch.unchanged} unchanged, {batch.skipped} left out."
            )
        )

    def _say_problems(self, problems: list[tuple[int, str, str]]) -> None:
        for number, column, sentence in problems:
            place = f"Row {number}, {column}" if column else f"Row {number}"
            self.stdout.write(self.style.WARNING(f"{place}: {sentence}"))


def _vendor(slug: str) -> Vendor:
    with operator():
        vendor = Vendor.objects.filter(slug=slug).first()
    if vendor is None:
        raise CommandError(f"There is no vendor “{slug}”.")
    return vendor


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"“{path}” can't be read: {error.strerror}.") from error


def _mapping(pairs: list[str]) -> dict[str, str]:
    wrong = [pair for pair in pairs if "=" not in pair]
    if wrong:
        raise CommandError(f"“{wrong[0]}” is not HEADER=FIELD.")
    return {header: key for header, _, key in (pair.rpartition("=") for pair in pairs)}
