"""Notifications on the devices a person registered, the last few of them."""

from messaging.channels.registry import Channel, Reachable
from wedsync.lib.worded import worded

MOST = 5


def registrations(person: Reachable) -> str:
    """With a space between; `live_devices` is what `gather.load` attached."""
    devices = getattr(person, "live_devices", ())
    return " ".join(device.registration for device in devices[:MOST])


channel = Channel("push", worded("Push"), address=registrations, per_minute=600)
