"""Runs over a connection page by page; a run that was cut goes on where it stopped.

Couples, what the other system said, the log and the cursor are one commit: a kill loses at most the
page under way. What is read twice is known the second time.
"""

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Case, F, Q, When
from django.utils.timezone import now as current_time

from crm_connectors.backoff import rest
from crm_connectors.bulk import insert, new
from crm_connectors.cautious import Guard
from crm_connectors.couples import Origin
from crm_connectors.import_couples import take_turn
from crm_connectors.keep import foresee, keep, log_rows
from crm_connectors.known_connectors import connector_of
from crm_connectors.models import Connection, Record, Standing, Sync, SyncRow, SyncState
from crm_connectors.network import TRIES, Denied, Later, Odd
from crm_connectors.protocol import Caller, Page, Pulls, Sleep, TooMuch, Want
from crm_connectors.translate import House
from messaging.news import announce
from wedsync.lib.refusal import Refusal
from wedsync.lib.sealed import Unsealable
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.calendar import local_day
from wedsync.weddings.move_limits import move_limits_of

PATIENCE = dt.timedelta(minutes=5)  # without a page; then its worker is taken for dead
AT_A_STRETCH = 150.0  # seconds; then the worker is free for others, and the run queued again
MOST_ATTEMPTS = 24
MOST_AT_ONCE = 100
DENIED = worded("It no longer takes our key. Give a new one, then sync again.")
Point = Callable[[str], None]  # tests die there: before_commit, after_commit


def run(sync_id: UUID, *, sleep: Sleep = time.sleep, point: Point = lambda _: None) -> Sync:
    """Run or carry on a sync to its end, or until it has to wait. Nothing is done for one that
    another worker has, or that is over."""
    sync = find(sync_id)
    if not _claim(sync):
        return sync
    if sync.attempts > MOST_ATTEMPTS:
        _fail(sync, worded("It was begun many times and came no further. Its log tells more."))
        return sync
    try:
        _read_all(sync, sleep, point)
    except TooMuch:
        _end(sync, SyncState.QUEUED, kind=Sync.Kind.FULL, page=1)
    except Later as later:
        _wait(sync, later)
    except (Denied, Unsealable):
        _break(sync, DENIED)
    except (Odd, Refusal, LookupError, TypeError, ValueError) as error:
        _fail(
            sync,
            worded(
                "It answered in a way we don't understand: {what}",
                what=str(error) or type(error).__name__,
            ),
        )
    return sync


def waiting(at: dt.datetime) -> list[UUID]:
    """Runs that want to go on: queued, waited long enough, or left by a worker that died."""
    ready = (
        Q(state=SyncState.QUEUED)
        | Q(state=SyncState.WAITING, wait_until__lte=at)
        | Q(state=SyncState.RUNNING, moved_at__lt=at - PATIENCE)
    )
    with operator():
        found = Sync.objects.filter(ready, connection__state=Standing.ACTIVE)
        return list(found.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])


def find(sync_id: UUID) -> Sync:
    """Ids travel without their vendor; the row knows whose it is."""
    with operator():
        return Sync.objects.select_related("connection", "vendor").get(pk=sync_id)


def origin_of(connection: Connection, now: dt.datetime) -> Origin:
    today = local_day(now, ZoneInfo(connection.vendor.timezone))
    key = connection.connector
    guard = Guard(today, move_limits_of(connection.vendor))
    return Origin(connection.vendor_id, key, f"crm:{key}", guard)


def house_of(vendor: Vendor) -> House:
    return House(vendor.country, vendor.currency, timezone=vendor.timezone)


def open_api(
    connection: Connection, connector: Pulls, *, sleep: Sleep = time.sleep, tries: int = TRIES
) -> Caller:
    """Raises Unsealable."""
    return connector.open(connection.unseal(), settings.SANDBOX_URL, sleep=sleep, tries=tries)


def _claim(sync: Sync) -> bool:
    now = current_time()
    free = Q(state__in=[SyncState.QUEUED, SyncState.WAITING]) | Q(moved_at__lt=now - PATIENCE)
    open_ones = Q(state__in=[SyncState.QUEUED, SyncState.WAITING, SyncState.RUNNING])
    with tenant(sync.vendor_id):
        ours = Sync.objects.filter(free, open_ones, pk=sync.pk)
        died = Case(When(state=SyncState.RUNNING, then=1), default=0)
        values = {"moved_at": now, "wait_until": None, "attempts": F("attempts") + died}
        claimed = ours.update(state=SyncState.RUNNING, **values)
        Sync.objects.filter(pk=sync.pk, started_at=None).update(started_at=now)
        _reload(sync)
    return bool(claimed)


def _reload(sync: Sync) -> None:
    """Without its relations, which would be asked for again."""
    fields = [f.attname for f in Sync._meta.concrete_fields if not f.is_relation]  # noqa: SLF001 -- Django's documented API
    sync.refresh_from_db(fields=fields)


def _read_all(sync: Sync, sleep: Sleep, point: Point) -> None:
    connector, vendor = connector_of(sync.connection.connector), sync.vendor
    begun = time.monotonic()
    if not isinstance(connector, Pulls):
        raise Refusal("This system can't be asked; it tells us by itself.", code="not_asked")
    api = open_api(sync.connection, connector, sleep=sleep)
    recent = sync.kind == Sync.Kind.RECENT
    want = Want(sync.since if recent else None, 1 if recent else sync.page)
    for page in connector.pull(api, want, house_of(vendor)):
        with tenant(sync.vendor_id):
            if not _take(sync, page):
                return
            point("before_commit")
        point("after_commit")
        if time.monotonic() - begun > AT_A_STRETCH and sync.kind != Sync.Kind.RECENT:
            _end(sync, SyncState.QUEUED)
            return
    _finish(sync)


def _take(sync: Sync, page: Page) -> bool:
    """One page, all or nothing; False when the run was stopped meanwhile."""
    take_turn(sync.vendor_id)
    now = current_time()
    state = Sync.objects.select_for_update().values_list("state", flat=True).get(pk=sync.pk)
    if state != SyncState.RUNNING:
        return False
    origin = origin_of(sync.connection, now)
    dry = sync.kind == Sync.Kind.DRY
    if dry:
        done = foresee(sync.connection, page.things, origin)
    else:
        done = keep(sync.connection, page.things, origin, now)
    _count(sync, page, log_rows(sync, done, values=dry), now)
    announce(sync.vendor_id)
    return True


def _count(sync: Sync, page: Page, counts: Counter[str], now: dt.datetime) -> None:
    names = ("created", "updated", "unchanged", "skipped", "offered", "problems")
    changes = {name: F(name) + counts[name] for name in names}
    changes["done"] = F("done") + len(page.things)
    newest = sync.newest or page.newest
    Sync.objects.filter(pk=sync.pk).update(
        page=page.number + 1, pages=page.pages, newest=newest, attempts=0, moved_at=now, **changes
    )
    _reload(sync)


def _finish(sync: Sync) -> None:
    now = current_time()
    with tenant(sync.vendor_id):
        over = {"state": SyncState.FINISHED, "finished_at": now}
        if not Sync.objects.filter(pk=sync.pk, state=SyncState.RUNNING).update(**over):
            return
        if sync.kind != Sync.Kind.DRY:
            _remember(sync, now)
        _reload(sync)
        counts = {name: getattr(sync, name) for name in ("done", "created", "updated", "problems")}
        record(sync.vendor, "sync.finished", sync, actor=sync.actor, data=counts)
        announce(sync.vendor_id)


def _remember(sync: Sync, now: dt.datetime) -> None:
    """Only a run that came to its end moves the watermark."""
    full = sync.kind == Sync.Kind.FULL
    told = {"full_at": now} if full else {}
    if sync.newest:
        told["watermark"] = sync.newest
    Connection.objects.filter(pk=sync.connection_id).update(
        pulled_at=sync.started_at, trouble="", **told
    )
    if full:
        _say_gone(sync)


def _say_gone(sync: Sync) -> None:
    """What a whole reading did not show is no longer there. What to do about it, a person says."""
    gone = Record.objects.filter(
        vendor=sync.vendor_id,
        connection=sync.connection_id,
        seen_at__lt=sync.started_at,
        state=Record.State.LINKED,
    )
    rows = list(gone.values_list("external_id", "wedding_id"))
    gone.update(state=Record.State.GONE)
    ours = {"vendor_id": str(sync.vendor_id), "sync_id": str(sync.pk), "state": "gone"}
    insert(
        SyncRow,
        [new(SyncRow, **ours, external_id=e, wedding_id=w and str(w)) for e, w in rows],
    )


def _wait(sync: Sync, later: Later) -> None:
    if sync.attempts >= MOST_ATTEMPTS:
        _fail(sync, worded("It has not answered for a long time ({what}).", what=later))
        return
    seconds = max(later.seconds, rest(sync.attempts))
    until = current_time() + dt.timedelta(seconds=seconds)
    _end(sync, SyncState.WAITING, wait_until=until, attempts=F("attempts") + 1)


def _break(sync: Sync, trouble: str) -> None:
    _end(sync, SyncState.FAILED, failure=trouble)
    with tenant(sync.vendor_id):
        Connection.objects.filter(pk=sync.connection_id).update(
            state=Standing.BROKEN, trouble=trouble
        )


def _fail(sync: Sync, failure: str) -> None:
    _end(sync, SyncState.FAILED, failure=failure[:300])
    with tenant(sync.vendor_id):
        Connection.objects.filter(pk=sync.connection_id).update(trouble=failure[:300])


def _end(sync: Sync, state: SyncState, **values: object) -> None:
    with tenant(sync.vendor_id):
        if state == SyncState.FAILED:
            values["finished_at"] = current_time()
        Sync.objects.filter(pk=sync.pk, state=SyncState.RUNNING).update(state=state, **values)
        _reload(sync)
        announce(sync.vendor_id)
