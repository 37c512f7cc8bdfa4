"""`manage.py seed`: a season of sample weddings, once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from wedsync.demo.seed import seed


class Command(BaseCommand):
    help = "Write three sample vendors and their season; a house that has them stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        written = seed(localdate())
        said = f"{written} weddings written" if written else "the sample season is there already"
        self.stdout.write(said)
