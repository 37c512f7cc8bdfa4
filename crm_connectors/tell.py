"""What we say to another system: where to call us, and which of our weddings a job is."""

from uuid import UUID

import structlog
from django.conf import settings
from django.utils.timezone import now as current_time

from crm_connectors.connect import address_of
from crm_connectors.known_connectors import connector_of
from crm_connectors.models import Connection, Record, Standing
from crm_connectors.network import Denied, Later, Missing, Odd
from crm_connectors.protocol import Caller, Pulls
from crm_connectors.sync import open_api
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.vendors.tenancy import tenant

log = structlog.get_logger(__name__)
MOST = 50  # things told in one go
READ_ONLY = worded("Its key may only read, so our addresses can't be written there.")


def subscribe(connection: Connection) -> bool:
    """Have it call us; False where it would not. Nothing hangs on it: changes are looked for, too.

    Outside any transaction."""
    connector = connector_of(connection.connector)
    if not isinstance(connector, Pulls):
        return False
    try:
        connector.subscribe(open_api(connection, connector), address_of(connection))
    except (Denied, Later, Odd, Missing) as why:
        log.info("no hooks", connection=str(connection.pk), why=str(why))
        return False
    return True


def tell_back(connection: Connection) -> int:
    """Write the ids of newly linked weddings there, some at a time; how many were told."""
    connector = connector_of(connection.connector)
    if not (connection.tells_back and connection.state == Standing.ACTIVE):
        return 0
    if not isinstance(connector, Pulls):
        return 0
    api, told = open_api(connection, connector), 0
    for record_id, external_id, wedding_id in _untold(connection):
        try:
            _tell(connector, api, external_id, wedding_id)
        except (Later, Odd) as why:
            log.info("not told back", connection=str(connection.pk), why=str(why))
            break
        except Denied:
            _give_up(connection)
            break
        told += _note(connection, record_id)
    return told


def set_telling(connection: Connection, *, tells: bool, actor: str) -> None:
    connection.tells_back = tells
    connection.save(update_fields=["tells_back"])
    verb = "connection.tells_back" if tells else "connection.tells_nothing"
    record(connection.vendor_id, verb, connection, actor=actor)


def _untold(connection: Connection) -> list[tuple[UUID, str, UUID]]:
    with tenant(connection.vendor_id):
        linked = Record.objects.filter(
            connection=connection, state=Record.State.LINKED, told_back_at=None
        ).exclude(wedding_id=None)
        rows = linked.order_by("pk").values_list("pk", "external_id", "wedding_id")[:MOST]
        return [(pk, external_id, wedding) for pk, external_id, wedding in rows if wedding]


def _tell(connector: Pulls, api: Caller, external_id: str, wedding_id: UUID) -> None:
    url = f"{settings.PUBLIC_URL}/weddings/{wedding_id}/"
    try:
        connector.tell_back(api, external_id, str(wedding_id), url)
    except Missing:
        log.info("nobody there to be told", external_id=external_id)


def _note(connection: Connection, record_id: UUID) -> int:
    with tenant(connection.vendor_id):
        return Record.objects.filter(pk=record_id).update(told_back_at=current_time())


def _give_up(connection: Connection) -> None:
    with tenant(connection.vendor_id):
        Connection.objects.filter(pk=connection.pk).update(tells_back=False, trouble=READ_ONLY)
