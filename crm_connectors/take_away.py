"""Remove a person or a wedding that nothing hangs on; whatever does, keeps it."""

from typing import TypeVar

from django.db.models import Model

from crm_connectors.hanging import hanging
from crm_connectors.models import Link
from crm_connectors.remove import delete
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.weddings.models import Milestone, Person, ProposedMove, Wedding, WeddingDay

Taken = TypeVar("Taken", Person, Wedding)
PARTS: tuple[type[Model], ...] = (WeddingDay, Milestone, ProposedMove)  # gone with their wedding


def take_away(row: Taken, *, actor: str) -> None:
    """Raises Refusal for who has been written to, has agreed to something, or is in a plan:

    messages, the ledger and consents are kept, and tell of somebody.
    """
    kind = type(row)
    kind._default_manager.select_for_update().get(pk=row.pk)  # noqa: SLF001 -- Django's documented API
    parts = {str(part._meta.verbose_name_plural) for part in PARTS}  # noqa: SLF001 -- documented
    if kept := hanging(kind, [row.pk]).get(row.pk, set()) - parts:
        raise Refusal(
            "It stays, because of its {names}. Put the couple away instead.",
            code="has_history",
            names=", ".join(sorted(kept)),
        )
    record(row.vendor_id, f"{kind.__name__.lower()}.removed", row, actor=actor)
    _delete(row)


def _delete(row: Person | Wedding) -> None:
    Link.objects.filter(vendor=row.vendor_id, object_id=row.pk).delete()
    if isinstance(row, Wedding):
        for part in PARTS:
            ours = part._default_manager.filter(wedding=row)  # noqa: SLF001 -- documented
            delete(part, list(ours.values_list("pk", flat=True)))
    delete(type(row), [row.pk])
