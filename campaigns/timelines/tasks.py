"""Doors for the queue: timelines."""

from celery import shared_task
from django.utils.timezone import now as current_time

from campaigns.timelines import enter, exits, follow, next_channel, release, walk
from wedsync.lib.later import later
from wedsync.vendors.tasks import TenantTask
from wedsync.vendors.tenancy import current_vendor_id, tenant


@shared_task(name="campaigns.tasks.release_all", expires=10)
def release_all() -> None:
    """What is due by now."""
    release.release_all()


@shared_task(name="campaigns.tasks.enter_all", expires=60)
def enter_all() -> None:
    """Who asks or has booked."""
    enter.enter_all()


@shared_task(name="campaigns.tasks.decide_exits_all", expires=60)
def decide_exits_all() -> None:
    for vendor_id in walk.vendors_of(exits.with_forks()):
        with tenant(vendor_id):
            later(decide_exits)


@shared_task(name="campaigns.tasks.decide_exits", base=TenantTask)
def decide_exits(last: str = "") -> None:
    """A page of a vendor's weddings, and the next one after it."""
    vendor_id = current_vendor_id()
    if vendor_id and (last := exits.decide_batch(vendor_id, last, current_time())):
        later(decide_exits, last)


@shared_task(name="campaigns.tasks.follow_all", expires=60)
def follow_all() -> None:
    """After facts that changed without anybody telling the plans."""
    for vendor_id in walk.vendors_of(follow.watched(current_time())):
        with tenant(vendor_id):
            later(follow_facts)


@shared_task(name="campaigns.tasks.follow_facts", base=TenantTask)
def follow_facts(last: str = "") -> None:
    vendor_id = current_vendor_id()
    if vendor_id and (last := follow.follow_batch(vendor_id, last, current_time())):
        later(follow_facts, last)


@shared_task(name="campaigns.tasks.next_channels_all", expires=60)
def next_channels_all() -> None:
    """Steps that did not reach somebody over the channel before."""
    for vendor_id in walk.vendors_of(next_channel.failed(current_time())):
        with tenant(vendor_id):
            later(next_channels)


@shared_task(name="campaigns.tasks.next_channels", base=TenantTask)
def next_channels(last: str = "") -> None:
    vendor_id = current_vendor_id()
    if vendor_id and (last := next_channel.go_on(vendor_id, last, current_time())):
        later(next_channels, last)
