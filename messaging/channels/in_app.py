"""A person's own page at the vendor: everybody has one."""

from messaging.channels.registry import Channel, Reachable
from wedsync.lib.worded import worded


def page_of(person: Reachable) -> str:
    return str(person.pk)


channel = Channel("in_app", worded("In-app"), address=page_of, per_minute=1000)
