"""Throw away a timeline that nobody has published. What was published is told, and stays."""

from campaigns.models import Timeline
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record


def discard(timeline: Timeline, *, actor: str) -> None:
    """Raises Refusal once there is a version: who was inside is told by it."""
    locked = Timeline.objects.select_for_update().get(pk=timeline.pk)
    if locked.versions.exists():
        raise Refusal("It has been published: pause it instead.", code="was_published")
    record(locked.vendor_id, "timeline.discarded", locked, actor=actor)
    locked.delete()
