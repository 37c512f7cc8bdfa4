"""Tell whoever is watching that something moved. A hint: pages also ask by themselves."""

from functools import partial
from uuid import UUID

import redis
import structlog
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

log = structlog.get_logger(__name__)


def group_of(vendor_id: UUID) -> str:
    """The channel-layer group of everybody who watches this vendor."""
    return f"vendor.{vendor_id}"


def announce(vendor_id: UUID) -> None:
    """After commit, poke the vendor's open pages. It carries nothing: pages read the database."""
    transaction.on_commit(partial(_send, vendor_id))


def _send(vendor_id: UUID) -> None:
    layer = get_channel_layer()
    try:
        async_to_sync(layer.group_send)(group_of(vendor_id), {"type": "news"})
    except (redis.RedisError, OSError):
        log.warning("nobody could be told", vendor=str(vendor_id))
