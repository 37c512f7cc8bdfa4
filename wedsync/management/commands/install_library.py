"""`manage.py install_library`: the messages that come with this release."""

from typing import Any

from django.core.management.base import BaseCommand

from personalization.install_library import install_library


class Command(BaseCommand):
    help = "Bring the library of templates into the database; what is there and the same stays."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{install_library()} versions published")
