"""Where couples come from: imports, what became of each row, and whose id is whose."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now

from crm_connectors.inquiry_models import Inquiry, InquiryForm
from crm_connectors.outgoing.models import Delivery, Endpoint
from crm_connectors.sync_models import (
    OPEN_SYNCS,
    Call,
    Connection,
    Record,
    Standing,
    Sync,
    SyncRow,
    SyncState,
)
from wedsync.lib.worded import worded
from wedsync.vendors.models import TenantModel

__all__ = [
    "OPEN_SYNCS",
    "Call",
    "Connection",
    "Delivery",
    "Endpoint",
    "Import",
    "ImportRow",
    "ImportState",
    "Inquiry",
    "InquiryForm",
    "Link",
    "Record",
    "RowState",
    "Standing",
    "Sync",
    "SyncRow",
    "SyncState",
]


class ImportState(models.TextChoices):
    UPLOADED = "uploaded"
    CHECKED = "checked"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    UNDONE = "undone"


class Import(TenantModel):
    """One file of couples on its way in; `done` rows are in for good, wherever a run was cut."""

    filename = models.CharField(max_length=200)
    source = models.CharField(max_length=20, default="csv")
    mapping: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(
        default=dict, blank=True, help_text="The user's own: header → field, empty to leave out"
    )
    headers: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    file = models.BinaryField(
        null=True, editable=False, help_text="The packed rows; kept until they are in"
    )
    remark = models.CharField(max_length=255, blank=True, help_text="What reading had to decide")
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    failure = models.CharField(max_length=255, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    actor = models.CharField(max_length=120)
    uploaded_at = models.DateTimeField(db_default=Now(), editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True, help_text="When the last rows came in")
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "-uploaded_at"], name="imports_by_time"),
            models.Index(
                fields=["moved_at"],
                name="imports_running",
                condition=models.Q(state="running"),
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class RowState(models.TextChoices):
    CREATED = "created", worded("Created")
    UPDATED = "updated", worded("Updated")
    UNCHANGED = "unchanged", worded("Unchanged")
    SKIPPED = "skipped", worded("Skipped")
    UNDONE = "undone", worded("Undone")
    KEPT = "kept", worded("could not be undone")


class ImportRow(TenantModel):
    """What became of one row; `number` is the row's in the spreadsheet.

    `problems` is a list of {column, sentence, stops}. `before` is what undo needs: under
    `made` the ids of rows this row created, under `was` and `now` the values it changed.
    """

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RowState)
    problems: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, blank=True
    )
    client_id = models.UUIDField(null=True, help_text="Whom it was about; may be gone since")
    wedding_id = models.UUIDField(null=True)
    before: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True
    )
    remark = models.CharField(max_length=255, blank=True, help_text="Why it could not be undone")

    class Meta:
        ordering: ClassVar = ["batch", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "batch", "number"], name="one_fate_for_each_row"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "batch", "state", "number"], name="rows_by_state"),
            models.Index(fields=["vendor", "wedding_id"], name="rows_by_wedding"),
        ]

    def __str__(self) -> str:
        return f"row {self.number}"


class Link(TenantModel):
    """The same thing there and here: `object_id` is the id of our row of that `kind`."""

    class Kind(models.TextChoices):
        CLIENT = "client"
        PERSON = "person"
        WEDDING = "wedding"

    source = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind)
    external_id = models.CharField(max_length=120)
    object_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "source", "kind", "external_id"], name="one_of_ours_for_each_id"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "kind", "object_id"], name="links_by_object")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.external_id}"
