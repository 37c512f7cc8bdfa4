from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "wedsync.billing"
    verbose_name = "Billing"
