"""`manage.py demo`: the main job in the terminal; status 0 only if everything arrived."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaigns.models import Campaign
from wedsync.demo.job import Result, main_job
from wedsync.demo.season import STUDIOS
from wedsync.demo.seed import OPERATOR, PASSWORD
from wedsync.lib.refusal import Refusal

WIDTH = 40


class Command(BaseCommand):
    help = "Import the sample couples, launch a campaign, and watch it to the end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--url", default=settings.PUBLIC_URL, help="where the pages are")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            campaign, result = main_job(self.stdout.write, self._bar)
        except Refusal as refusal:
            raise CommandError(refusal.reason) from refusal
        self.stdout.write("")
        self._tell(result)
        self._invite(campaign, options["url"].rstrip("/"))
        if not result.well:
            raise CommandError("not everything arrived, see above")

    def _bar(self, done: int, total: int) -> None:
        if not self.stdout.isatty():
            return
        filled = WIDTH * done // max(1, total)
        bar = "█" * filled + "·" * (WIDTH - filled)
        self.stdout.write(f"\r  {bar} {done} of {total}", ending="")
        self.stdout.flush()

    def _tell(self, result: Result) -> None:
        for state, count in sorted(result.states.items(), key=lambda pair: -pair[1]):
            self.stdout.write(f"  {count:5} {state}{_reasons(state, result.held)}")
        self.stdout.write(f"  {result.opened:5} opened, {result.clicked} clicked")

    def _invite(self, campaign: Campaign, url: str) -> None:
        self.stdout.write("")
        self.stdout.write(f"  look   {url}/campaigns/{campaign.pk}/")
        self.stdout.write(f"  as     {STUDIOS[0].owner} · password: {PASSWORD}")
        self.stdout.write(f"  admin  {url}/admin/ as {OPERATOR}, the same password")
        if settings.SANDBOX_URL:
            self.stdout.write(f"  mail   {settings.SANDBOX_URL}/ (what the sandbox received)")


def _reasons(state: str, held: Counter[str]) -> str:
    if state != "held":
        return ""
    return ": " + ", ".join(f"{count} for “{reason}”" for reason, count in held.most_common())
