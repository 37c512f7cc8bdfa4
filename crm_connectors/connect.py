"""Connects another system, tries its key, pauses it, lets it go."""

import hashlib
import secrets
from collections.abc import Mapping

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction

from crm_connectors.known_connectors import connector_of
from crm_connectors.models import OPEN_SYNCS, Connection, Standing, Sync, SyncState
from crm_connectors.network import Denied, Later, Odd
from crm_connectors.protocol import Connector, Pulls
from crm_connectors.sync import open_api
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

log = structlog.get_logger(__name__)
TRIES = 2  # a person waits
DOOR = "door"  # the name of the secret in the inbound address, beside the credentials


def connect(vendor: Vendor, key: str, credentials: Mapping[str, str], *, actor: str) -> Connection:
    """Make the connection, once its key has been tried. Raises Refusal."""
    connector = connector_of(key)
    made = Connection(vendor=vendor, connector=key)
    _seal(made, _asked(connector, credentials), secrets.token_urlsafe(32))
    try_out(made)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise Refusal(
            "{system} is connected already.", code="connected", system=connector.name
        ) from None
    record(vendor, "connection.made", made, actor=actor, data={"connector": key})
    return made


def renew(connection: Connection, credentials: Mapping[str, str], *, actor: str) -> None:
    """Another key, in the place of one that no longer works. Raises Refusal."""
    asked = _asked(connector_of(connection.connector), credentials)
    _seal(connection, asked, door_of(connection))
    try_out(connection)
    connection.state, connection.trouble = Standing.ACTIVE, ""
    connection.save(update_fields=["sealed", "state", "trouble"])
    record(connection.vendor_id, "connection.renewed", connection, actor=actor)


def try_out(connection: Connection) -> str:
    """Whose account it is, by the other system; "" for one that can't be asked. Raises Refusal."""
    connector = connector_of(connection.connector)
    if not isinstance(connector, Pulls):
        return ""
    try:
        return connector.whose(open_api(connection, connector, tries=TRIES))
    except Denied:
        raise Refusal(
            "{system} does not take this key. Copy it again, whole.",
            code="key_denied",
            system=connector.name,
        ) from None
    except (Later, Odd, LookupError, TypeError, AttributeError):
        raise Refusal(
            "{system} does not answer just now. Try again in a minute.",
            code="no_answer",
            system=connector.name,
        ) from None


def pause(connection: Connection, *, actor: str) -> None:
    _stand(connection, Standing.PAUSED, actor)
    stop(connection)


def resume(connection: Connection, *, actor: str) -> None:
    _stand(connection, Standing.ACTIVE, actor)


def stop(connection: Connection) -> None:
    """End what is under way; what is in stays in."""
    theirs = Sync.objects.filter(connection=connection, state__in=OPEN_SYNCS)
    theirs.update(state=SyncState.STOPPED)


def disconnect(connection: Connection, *, actor: str) -> None:
    """The key, the address and the log go; couples and their links stay."""
    _unsubscribe(connection)
    record(
        connection.vendor_id,
        "connection.ended",
        connection,
        actor=actor,
        data={"connector": connection.connector},
    )
    connection.delete()


def new_door(connection: Connection, *, actor: str) -> None:
    """Another inbound address; the old one is closed from now on."""
    _seal(connection, _credentials(connection), secrets.token_urlsafe(32))
    connection.save(update_fields=["sealed", "door"])
    record(connection.vendor_id, "connection.new_address", connection, actor=actor)


def door_of(connection: Connection) -> str:
    return connection.unseal().get(DOOR, "")


def address_of(connection: Connection) -> str:
    """Where the other system tells us what happened."""
    return f"{settings.PUBLIC_URL}/hooks/inbound/{door_of(connection)}/"


def digest_of(door: str) -> bytes:
    return hashlib.sha256(door.encode()).digest()


def _unsubscribe(connection: Connection) -> None:
    """As good as it goes: an address that is closed answers nobody."""
    connector = connector_of(connection.connector)
    if not isinstance(connector, Pulls):
        return
    try:
        api = open_api(connection, connector, tries=TRIES)
        connector.unsubscribe(api, address_of(connection))
    except (Denied, Later, Odd, Refusal, LookupError, TypeError):
        log.info("hooks stay", connection=str(connection.pk))


def _credentials(connection: Connection) -> dict[str, str]:
    return {name: text for name, text in connection.unseal().items() if name != DOOR}


def _seal(connection: Connection, credentials: Mapping[str, str], door: str) -> None:
    connection.seal({**credentials, DOOR: door})
    connection.door = digest_of(door)


def _asked(connector: Connector, credentials: Mapping[str, str]) -> dict[str, str]:
    told = {name: credentials.get(name, "").strip() for name in connector.credentials}
    for name, label in connector.credentials.items():
        if not told[name]:
            raise Refusal(
                "{system} needs the {label}.",
                code="missing_key",
                system=connector.name,
                label=label,
            )
        if not told[name].isprintable() or not told[name].isascii():
            raise Refusal("This is no {label}: copy it again.", code="key_denied", label=label)
    return told


def _stand(connection: Connection, state: Standing, actor: str) -> None:
    connection.state = state
    connection.save(update_fields=["state"])
    record(connection.vendor_id, f"connection.{state}", connection, actor=actor)
