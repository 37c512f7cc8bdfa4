from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "wedsync.analytics"
    verbose_name = "Analytics"
