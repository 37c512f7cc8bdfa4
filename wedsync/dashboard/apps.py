from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "wedsync.dashboard"
    verbose_name = "Dashboard"
