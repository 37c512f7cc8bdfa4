"""What beat knocks at, and when it last did: to be looked at, stopped and let go on."""

from typing import ClassVar

import django_celery_beat.admin  # noqa: F401  # registers its pages, before ours take their place
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django_celery_beat.models import (
    ClockedSchedule,
    CrontabSchedule,
    IntervalSchedule,
    PeriodicTask,
    PeriodicTasks,
    SolarSchedule,
)

from wedsync.vendors.operator_pages import LedgerPage

# Schedules stand in the settings, so that two machines never disagree about them.
admin.site.unregister(
    [PeriodicTask, IntervalSchedule, CrontabSchedule, SolarSchedule, ClockedSchedule]
)


@admin.register(PeriodicTask)
class PeriodicTaskAdmin(LedgerPage):
    list_display = ("name", "enabled", "schedule", "last_run_at", "total_run_count", "task")
    list_filter = ("enabled",)
    list_select_related = ("interval", "crontab", "solar", "clocked")
    search_fields: ClassVar = ["name", "task"]
    ordering = ("name",)
    actions = ("stop", "let_go_on")

    @admin.action(description="Stop knocking at these", permissions=["act"])
    def stop(self, request: HttpRequest, chosen: QuerySet[PeriodicTask]) -> None:
        self._switch(request, chosen, on=False)

    @admin.action(description="Knock at these again", permissions=["act"])
    def let_go_on(self, request: HttpRequest, chosen: QuerySet[PeriodicTask]) -> None:
        self._switch(request, chosen, on=True)

    def _switch(self, request: HttpRequest, chosen: QuerySet[PeriodicTask], *, on: bool) -> None:
        for task in chosen:
            task.enabled = on
            task.save(update_fields=["enabled"])
            self.log_change(request, task, "let go on" if on else "stopped")
        PeriodicTasks.update_changed()
        self.message_user(request, f"{len(chosen)} {'go on' if on else 'stopped'}.")
