from django.apps import AppConfig


class WeddingsConfig(AppConfig):
    name = "wedsync.weddings"
    verbose_name = "Weddings"
