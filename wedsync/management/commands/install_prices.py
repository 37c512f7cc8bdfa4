"""`manage.py install_prices`: the list prices that come with this release."""

from typing import Any

from django.core.management.base import BaseCommand

from wedsync.billing.install_prices import install_prices


class Command(BaseCommand):
    help = "Bring list prices into the database; what is there already stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{install_prices()} prices new or corrected")
