"""Connected systems for operators: how they stand and how their runs went; no key, no address."""

from typing import ClassVar

from django.contrib import admin

from crm_connectors.models import Call, Connection, Record, Sync, SyncRow
from wedsync.vendors.operator_pages import FindsById, LedgerPage
from wedsync.vendors.visit_page import VisitPage


@admin.register(Connection)
class ConnectionAdmin(FindsById, LedgerPage):
    """Found by its id or its vendor's slug."""

    exclude = ("sealed", "door")
    list_display = ("connector", "vendor", "state", "trouble", "pulled_at", "full_at", "hinted_at")
    list_filter = ("connector", "state")
    list_select_related = ("vendor",)
    fields = (
        *("connector", "vendor", "state", "trouble", "mapping", "tells_back"),
        *("watermark", "pulled_at", "full_at", "hinted_at", "created_at"),
    )
    readonly_fields = fields


@admin.register(Sync)
class SyncAdmin(FindsById, LedgerPage):
    """Found by its id or its vendor's slug."""

    list_display = (
        *("connection", "vendor", "kind", "state", "page", "pages", "done", "created", "updated"),
        *("skipped", "problems", "attempts", "wait_until", "created_at"),
    )
    list_filter = ("kind", "state")
    list_select_related = ("vendor", "connection")
    fields = (
        *("connection", "vendor", "kind", "state", "failure", "since", "newest", "page", "pages"),
        *("done", "created", "updated", "unchanged", "skipped", "offered", "problems"),
        *("attempts", "wait_until", "actor", "created_at", "started_at", "moved_at"),
        "finished_at",
    )
    readonly_fields = fields


@admin.register(SyncRow)
class SyncRowAdmin(VisitPage, FindsById, LedgerPage):
    """Reached from its run."""

    list_display = ("external_id", "vendor", "sync", "state", "client_id", "wedding_id")
    list_filter: ClassVar = ("state",)
    list_select_related = ("vendor", "sync")
    fields = (
        *("external_id", "vendor", "sync", "state", "problems", "changes"),
        *("client_id", "wedding_id"),
    )
    readonly_fields = fields


@admin.register(Record)
class RecordAdmin(VisitPage, FindsById, LedgerPage):
    """Found by its own id or its wedding's."""

    found_by_id: ClassVar = ("pk", "wedding_id")
    list_display = ("external_id", "connection", "vendor", "state", "wedding_id", "seen_at")
    list_filter: ClassVar = ("state",)
    list_select_related = ("vendor", "connection")


@admin.register(Call)
class CallAdmin(VisitPage, FindsById, LedgerPage):
    """What came is the vendor's own: not shown here."""

    exclude = ("payload", "answer")
    list_display = ("key", "connection", "vendor", "status", "received_at")
    list_select_related = ("vendor", "connection")
