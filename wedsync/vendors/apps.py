from django.apps import AppConfig


class VendorsConfig(AppConfig):
    name = "wedsync.vendors"
    verbose_name = "Vendors"
