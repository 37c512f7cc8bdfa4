"""Let an address hear about events, change what it hears, and take it away."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db import transaction

from crm_connectors.outgoing.catalogue import KINDS, TEST
from crm_connectors.outgoing.models import Endpoint, EndpointState, new_secret
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.lib.target import NoTarget, read
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

MOST = 20  # endpoints of a vendor
OVERLAP = dt.timedelta(hours=24)  # so long a former secret signs too


@transaction.atomic
def open_endpoint(
    vendor: Vendor,
    url: str,
    kinds: Collection[str],
    *,
    actor: str,
    description: str = "",
    hook: bool = False,
) -> tuple[Endpoint, str]:
    """The endpoint and its secret, which is shown this once. Raises Refusal."""
    Vendor.objects.select_for_update().get(pk=vendor.pk)
    if Endpoint.objects.filter(vendor=vendor).count() >= MOST:
        raise Refusal("{most} webhooks are enough: remove one first.", code="too_many", most=MOST)
    secret = new_secret()
    endpoint = Endpoint(
        id=uuid7(),
        vendor=vendor,
        url=checked(url),
        kinds=known(kinds),
        description=description[:200],
        hook=hook,
    )
    endpoint.seal({"new": secret})
    endpoint.save(force_insert=True)
    record(vendor, "webhook.opened", endpoint, actor=actor, data={"kinds": endpoint.kinds})
    return endpoint, secret


def checked(url: str) -> str:
    """Raises Refusal for what is no address, or none that may be called."""
    try:
        read(url.strip(), plain=bool(settings.WEBHOOK_NETWORKS))
    except NoTarget as error:
        raise Refusal(str(error), code="webhook_address") from None
    return url.strip()


def known(kinds: Collection[str]) -> list[str]:
    if not kinds or not set(kinds) <= set(KINDS) - {TEST}:
        raise Refusal("Choose what it shall hear about, from the list.", code="webhook_kinds")
    return sorted(set(kinds))


@transaction.atomic
def change_endpoint(
    vendor: Vendor, pk: UUID, *, actor: str, url: str, kinds: Collection[str], description: str
) -> Endpoint:
    """Raises Endpoint.DoesNotExist, Refusal."""
    endpoint = _locked(vendor, pk)
    endpoint.url, endpoint.kinds = checked(url), known(kinds)
    endpoint.description = description[:200]
    endpoint.save(update_fields=["url", "kinds", "description"])
    record(vendor, "webhook.changed", endpoint, actor=actor, data={"kinds": endpoint.kinds})
    return endpoint


@transaction.atomic
def rotate_secret(vendor: Vendor, pk: UUID, now: dt.datetime, *, actor: str) -> str:
    """A new secret; the one before signs beside it for a day, so that nobody misses an event."""
    endpoint = _locked(vendor, pk)
    secret = new_secret()
    old = endpoint.secrets().get("new", "")
    endpoint.seal({"new": secret, "old": old} if old else {"new": secret})
    endpoint.old_until = now + OVERLAP
    endpoint.save(update_fields=["sealed", "old_until"])
    record(vendor, "webhook.rotated", endpoint, actor=actor)
    return secret


@transaction.atomic
def pause_endpoint(vendor: Vendor, pk: UUID, *, actor: str) -> None:
    """What waits, waits on; what happens from here on is not noted for it."""
    endpoint = _locked(vendor, pk)
    if endpoint.state == EndpointState.ACTIVE:
        endpoint.state = EndpointState.PAUSED
        endpoint.save(update_fields=["state"])
        record(vendor, "webhook.paused", endpoint, actor=actor)


@transaction.atomic
def resume_endpoint(vendor: Vendor, pk: UUID, now: dt.datetime, *, actor: str) -> None:
    """From now on; what it missed can be read from the API."""
    endpoint = _locked(vendor, pk)
    if endpoint.state != EndpointState.ACTIVE:
        endpoint.state, endpoint.reason = EndpointState.ACTIVE, ""
        endpoint.seen_at, endpoint.failing_since = now, None
        endpoint.save(update_fields=["state", "reason", "seen_at", "failing_since"])
        record(vendor, "webhook.resumed", endpoint, actor=actor)


@transaction.atomic
def close_endpoint(vendor: Vendor, pk: UUID, *, actor: str) -> None:
    """With everything that waits for it. Twice is once."""
    endpoint = Endpoint.objects.select_for_update().filter(vendor=vendor, pk=pk).first()
    if endpoint is not None:
        record(vendor, "webhook.closed", endpoint, actor=actor)
        endpoint.delete()


def _locked(vendor: Vendor, pk: UUID) -> Endpoint:
    return Endpoint.objects.select_for_update().get(vendor=vendor, pk=pk)
