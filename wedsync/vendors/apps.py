from django.apps import AppConfig
from django.conf import settings


class VendorsConfig(AppConfig):
    name = "wedsync.vendors"
    verbose_name = "Vendors"

    def ready(self) -> None:
        from wedsync.vendors.checks import refuse_to_start

        refuse_to_start(settings)
