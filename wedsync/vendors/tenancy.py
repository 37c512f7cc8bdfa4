"""Whose rows a transaction may see: one vendor's, or (named, rare) the operators' view of all.

The tenant is a transaction-local setting that row-level security reads, so it can't outlive its
transaction on a pooled connection. Forgetting it shows nothing; forgetting a filter leaks nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction

APP, OPERATOR, DESK = "wedsync_app", "wedsync_operator", "wedsync_desk"

_vendor: ContextVar[UUID | None] = ContextVar("vendor", default=None)


class TenantSwitch(RuntimeError):
    """Another tenant inside a transaction that already belongs to one."""


def current_vendor_id() -> UUID | None:
    return _vendor.get()


@contextmanager
def tenant(vendor_id: UUID) -> Iterator[None]:
    """Open a transaction (or savepoint) that sees and writes only this vendor's rows.

    Raises TenantSwitch when the surrounding transaction already belongs to another vendor.
    """
    nested = connection.in_atomic_block
    outer = _vendor.get() if nested else None
    if outer not in {None, vendor_id}:
        raise TenantSwitch(f"this transaction belongs to {outer}, not to {vendor_id}")
    token = _vendor.set(vendor_id)
    try:
        with transaction.atomic():
            _set_vendor(vendor_id)
            yield
            # A released savepoint keeps its settings, which end with their transaction.
            if nested and not connection.needs_rollback:
                _set_vendor(outer)
    finally:
        _vendor.reset(token)


@contextmanager
def operator() -> Iterator[None]:
    """Open a transaction (or savepoint) that sees every vendor's rows. Keep it short."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _role() if nested else ""
        _set_role(OPERATOR)
        yield
        if nested and not connection.needs_rollback:
            _set_role(before)


@contextmanager
def desk(user_id: int) -> Iterator[None]:
    """A request's transaction in the operators' admin: couples' rows only where this one visits."""
    with transaction.atomic():
        _set_role(DESK)
        _set("app.desk", str(user_id))
        yield


@contextmanager
def narrowed(vendor_id: UUID) -> Iterator[None]:
    """As `tenant`, for operators too: for once they see what this vendor sees, and no more."""
    with tenant(vendor_id):
        before = _role()
        _set_role(APP)
        yield
        if not connection.needs_rollback:
            _set_role(before)


def _set_vendor(vendor_id: UUID | None) -> None:
    _set("app.vendor_id", str(vendor_id or ""))


def _role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def _set_role(role: str) -> None:
    _set("role", role)


def _set(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
