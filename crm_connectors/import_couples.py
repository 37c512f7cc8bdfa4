"""Brings a file's couples in, 500 rows a transaction; a run that was cut goes on where it stopped.

Rows, what became of each, and the checkpoint are one commit: a kill loses at most the chunk under
way and repeats none. Runs of one vendor wait for each other, so the same file started twice finds
what the first one made.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import F
from django.db.models.functions import Now
from django.utils.timezone import now as current_time

from crm_connectors.cautious import Guard
from crm_connectors.consent import keep_claims
from crm_connectors.couples import Origin
from crm_connectors.known import load, met_in
from crm_connectors.models import Import, ImportState
from crm_connectors.packed import unpack
from crm_connectors.plan import Fate, plan
from crm_connectors.recognise import Known
from crm_connectors.records import ConsentClaim
from crm_connectors.store import store
from crm_connectors.survey import Survey, survey
from crm_connectors.translate import House, Translated, translate
from messaging.news import announce
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.calendar import local_day
from wedsync.weddings.move_limits import move_limits_of

CHUNK = 500
PATIENCE = dt.timedelta(minutes=1)
MOST_STALLED = 100
READY = (ImportState.UPLOADED, ImportState.CHECKED, ImportState.FAILED)
GOING = (ImportState.RUNNING, ImportState.FINISHED)  # finished: by another run, just now
COUNTS = ("total", "created", "updated", "unchanged", "skipped", "problems")
OnConsent = Callable[[Sequence[ConsentClaim]], None]
OnProgress = Callable[[Import], None]


def run(
    import_id: UUID, *, on_consent: OnConsent | None = None, on_progress: OnProgress | None = None
) -> Import:
    """Run or carry on an import to its end. A finished one is left alone. Raises Refusal.

    `on_consent` gets each chunk's claims inside the chunk's transaction; without it they go to the
    ledger. A claim comes again whenever its file does, and may stand against a later no: what it is
    worth, the keeper decides. `on_progress` is called after each commit.
    """
    batch = find(import_id)
    if batch.state == ImportState.FINISHED:
        return batch
    if batch.state == ImportState.UNDONE:
        raise Refusal("This import was taken back. Upload the file again.", code="undone")
    try:
        found = _start(batch)
    except Refusal as refusal:
        _fail(batch, refusal)
        raise
    keep = on_consent or keep_claims(batch.vendor_id)
    rows = translated(batch, found)
    for position, chunk in _chunks(rows, batch.done):
        with tenant(batch.vendor_id):
            _take(batch, chunk, position, keep)
        if on_progress:
            on_progress(batch)
    return _finish(batch)


def stalled(at: dt.datetime) -> list[UUID]:
    """Runs that have not moved for a while: their worker is gone and they want to go on."""
    with operator():
        silent = Import.objects.filter(state=ImportState.RUNNING, moved_at__lt=at - PATIENCE)
        return list(silent.order_by("moved_at").values_list("pk", flat=True)[:MOST_STALLED])


def find(import_id: UUID) -> Import:
    """Ids travel without their vendor; the row knows whose it is."""
    with operator():
        return Import.objects.select_related("vendor").get(pk=import_id)


def look_over(batch: Import) -> Survey:
    """Raises Refusal for a mapping that does not suffice."""
    lines = unpack(bytes(batch.file or b""))
    return survey(batch.headers, lines, batch.source, batch.mapping, batch.vendor.country)


def translated(batch: Import, found: Survey) -> Iterator[Translated]:
    house = House(batch.vendor.country, batch.vendor.currency, found.orders)
    lines = unpack(bytes(batch.file or b""))
    return (translate(line, found.headers, house) for line in lines)


def origin_of(batch: Import) -> Origin:
    today = local_day(current_time(), ZoneInfo(batch.vendor.timezone))
    guard = Guard(today, move_limits_of(batch.vendor))
    return Origin(batch.vendor_id, batch.source, f"import:{batch.pk}", guard)


def _start(batch: Import) -> Survey:
    found = look_over(batch)
    with tenant(batch.vendor_id):
        Import.objects.filter(pk=batch.pk, state__in=READY).update(
            state=ImportState.RUNNING, failure="", started_at=Now(), moved_at=Now()
        )
        batch.refresh_from_db(fields=["state", "started_at", "done"])
    return found


def _fail(batch: Import, refusal: Refusal) -> None:
    with tenant(batch.vendor_id):
        Import.objects.filter(pk=batch.pk, state__in=READY).update(
            state=ImportState.FAILED, failure=refusal.reason[:255]
        )


def _chunks(rows: Iterator[Translated], done: int) -> Iterator[tuple[int, list[Translated]]]:
    ahead = islice(rows, done, None)
    while chunk := list(islice(ahead, CHUNK)):
        yield done, chunk
        done += len(chunk)


def _take(batch: Import, chunk: list[Translated], position: int, keep: OnConsent) -> None:
    """One chunk, all or nothing. Rows that another run took meanwhile are passed over."""
    take_turn(batch.vendor_id)
    _refresh(batch)
    if batch.state not in GOING:
        raise Refusal("This import was stopped.", code="stopped")
    rows = chunk[max(batch.done - position, 0) :]
    if not rows:
        return
    records = [row.record for row in rows if row.record]
    origin = origin_of(batch)
    known = load(origin, records, Known(), lock=True, met=met_in(batch))
    fates = plan(rows, known, origin.guard)
    claims = store(batch, fates, origin)
    if claims:
        keep(claims)
    _count(batch, fates)
    announce(batch.vendor_id)


def take_turn(vendor_id: UUID) -> None:
    """Wait until no other import of this vendor writes; hold the place until the transaction ends.

    Two imports at once could each find a couple missing and both make it. The plans by which
    PostgreSQL checks foreign keys are dropped, because those made while the tables were empty read
    through all rows: the last of 20,000 couples then took as long as the first thousand.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import:{vendor_id}"]
        )
        cursor.execute("DISCARD PLANS")


def _refresh(batch: Import) -> None:
    batch.refresh_from_db(fields=["state", "done", "created", "updated", "unchanged", "skipped"])


def _count(batch: Import, fates: Sequence[Fate]) -> None:
    states = Counter(fate.state for fate in fates)
    changes = {state: F(state) + number for state, number in states.items()}
    changes["done"] = F("done") + len(fates)
    changes["problems"] = F("problems") + sum(len(fate.problems) for fate in fates)
    Import.objects.filter(pk=batch.pk).update(moved_at=Now(), **changes)
    _refresh(batch)


def _finish(batch: Import) -> Import:
    """The file holds people's data; it is not kept once everything is in."""
    with tenant(batch.vendor_id):
        finished = Import.objects.filter(pk=batch.pk, state=ImportState.RUNNING).update(
            state=ImportState.FINISHED, finished_at=Now(), file=None
        )
        batch.refresh_from_db()
        if finished:
            counts = {name: getattr(batch, name) for name in COUNTS}
            record(batch.vendor, "import.finished", batch, actor=batch.actor, data=counts)
            announce(batch.vendor_id)
    return batch
