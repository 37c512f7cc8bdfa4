"""Tell whoever is watching that something moved. A hint: pages also ask by themselves."""

from functools import partial
from uuid import UUID

import redis
import structlog
from channels.layers import get_channel_layer
from django.db import transaction

from wedsync.lib.aside import run_aside

PATIENCE = 2.0  # seconds

log = structlog.get_logger(__name__)


def group_of(vendor_id: UUID) -> str:
    """The channel-layer group of everybody who watches this vendor."""
    return f"vendor.{vendor_id}"


def group_of_person(person_id: UUID | str) -> str:
    """The group of everybody who has this person's own page open."""
    return f"person.{person_id}"


def announce(vendor_id: UUID) -> None:
    """After commit, poke the vendor's open pages. It carries nothing: pages read the database."""
    transaction.on_commit(partial(_send, group_of(vendor_id)))


def tell_person(person_id: UUID | str) -> None:
    """After commit, poke the person's own page."""
    transaction.on_commit(partial(_send, group_of_person(person_id)))


def _send(group: str) -> None:
    layer = get_channel_layer()
    try:
        run_aside(layer.group_send(group, {"type": "news"}), PATIENCE)
    except (redis.RedisError, OSError):  # of which a TimeoutError is one
        log.warning("nobody could be told", group=group)
