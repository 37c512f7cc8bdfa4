"""`manage.py install_library`: the templates that come with this release, for every vendor."""

from typing import Any

from django.core.management.base import BaseCommand

from personalization.install_library import install_library


class Command(BaseCommand):
    help = "Publish what is new or has changed in the library; what vendors copied stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{install_library()} templates new or changed")
