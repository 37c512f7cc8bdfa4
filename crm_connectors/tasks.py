"""Doors for the queue: a poke carries an id, the import's own row says what is left to do."""

from uuid import UUID

import structlog
from celery import shared_task
from django.utils.timezone import now as current_time

import crm_connectors.outgoing.tasks  # noqa: F401  # its doors are found from here
from crm_connectors import begin_sync, forget, import_couples, sync
from wedsync.lib.refusal import Refusal

log = structlog.get_logger(__name__)


@shared_task(name="crm_connectors.tasks.run_import")
def run_import(import_id: str) -> None:
    """Not a TenantTask: each chunk is a transaction of its own, as the vendor of the row."""
    try:
        batch = import_couples.run(UUID(import_id))
    except Refusal as refusal:
        log.info("import refused", batch=import_id, code=refusal.code)
    else:
        log.info("import finished", batch=import_id, rows=batch.done)


@shared_task(name="crm_connectors.tasks.resume_imports", expires=30)
def resume_imports() -> None:
    """Carry on the runs whose worker died."""
    for import_id in import_couples.stalled(current_time()):
        run_import(str(import_id))


@shared_task(name="crm_connectors.tasks.run_sync")
def run_sync(sync_id: str) -> None:
    """Not a TenantTask: each page is a transaction of its own, as the vendor of the run."""
    run = sync.run(UUID(sync_id))
    log.info("sync ran", sync=sync_id, state=run.state, things=run.done)


@shared_task(name="crm_connectors.tasks.sync_due", expires=30)
def sync_due() -> None:
    """Begin what is due, carry on what waits; each in a task of its own."""
    now = current_time()
    begin_sync.begin_due(now)
    for sync_id in sync.waiting(now):
        run_sync.delay(str(sync_id))


@shared_task(name="crm_connectors.tasks.forget_calls", expires=3600)
def forget_calls() -> None:
    forget.forget(current_time())
