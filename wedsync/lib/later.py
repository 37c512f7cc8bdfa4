"""Run a background job once the current transaction has committed."""

import logging
from contextvars import copy_context
from functools import partial
from typing import ParamSpec

from celery.app.task import Task
from django.db import transaction
from kombu.exceptions import OperationalError

P = ParamSpec("P")
logger = logging.getLogger(__name__)


def later(task: Task[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Poke a worker after commit. A lost poke costs latency only: every worker also polls."""
    here = copy_context()  # the tenant as it is now: after the commit it may be over
    transaction.on_commit(partial(here.run, _poke, task, args, kwargs))


def _poke(task: Task[P, object], args: tuple[object, ...], kwargs: dict[str, object]) -> None:
    try:
        task.apply_async(args, kwargs, retry=False)
    except OperationalError:
        logger.warning("broker unreachable, %s will be found by polling", task.name)
