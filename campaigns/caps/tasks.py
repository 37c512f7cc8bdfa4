"""Doors for the queue: caps."""

from celery import shared_task
from django.utils.timezone import now as current_time

from campaigns.caps import plan_caps as planning
from wedsync.vendors.models import Vendor
from wedsync.vendors.tasks import TenantTask
from wedsync.vendors.tenancy import current_vendor_id


@shared_task(name="campaigns.tasks.plan_caps", expires=600)
def plan_caps() -> None:
    planning.plan_caps_all(current_time())


@shared_task(name="campaigns.tasks.plan_own_caps", base=TenantTask)
def plan_own_caps() -> None:
    """Of the vendor whose rules have changed."""
    if vendor_id := current_vendor_id():
        planning.plan_caps(Vendor.objects.get(pk=vendor_id), current_time())
