"""Connected systems: how each is reached, what it said last, and how every run over it went."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now

from wedsync.lib.worded import worded
from wedsync.vendors.models import SealedRow, TenantModel


class Standing(models.TextChoices):
    ACTIVE = "active"
    PAUSED = "paused"
    BROKEN = "broken", worded("needs a person")


class Connection(SealedRow, TenantModel):
    """Another system this vendor works with; one of each kind, so that its ids mean one thing."""

    connector = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=Standing, default=Standing.ACTIVE)
    trouble = models.CharField(max_length=300, blank=True, help_text="What a person must mend")
    door = models.BinaryField(
        null=True, editable=False, help_text="SHA-256 of the secret in its inbound address"
    )
    mapping: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(
        default=dict, blank=True, help_text="The user's own: path in what comes → field"
    )
    tells_back = models.BooleanField(default=False, help_text="Write our ids into the other system")
    watermark = models.DateTimeField(null=True, blank=True, help_text="By the other system's clock")
    pulled_at = models.DateTimeField(null=True, blank=True)
    full_at = models.DateTimeField(null=True, blank=True)
    hinted_at = models.DateTimeField(null=True, blank=True, help_text="Something moved there")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["connector", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor", "connector"], name="one_connection_of_a_kind")
        ]
        indexes: ClassVar = [models.Index(fields=["door"], name="connections_by_door")]

    def __str__(self) -> str:
        return self.connector


class Record(TenantModel):
    """What a system has said of one thing of its own: by group of fields a digest and since when.

    No names and no addresses; who it is, the link tells.
    """

    class State(models.TextChoices):
        LINKED = "linked"
        OFFERED = "offered", worded("perhaps one we know")
        REFUSED = "refused", worded("left out by a person")
        FREE = "free", worded("a couple of its own")
        GONE = "gone", worded("no longer there")

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="records")
    external_id = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State)
    heard: models.JSONField[dict[str, list[str]], dict[str, list[str]]] = models.JSONField(
        default=dict, blank=True, help_text="Group → digest, since when"
    )
    events: models.JSONField[list[list[str]], list[list[str]]] = models.JSONField(
        default=list, blank=True, help_text="Days and milestones its events became, gatherings.py"
    )
    wedding_id = models.UUIDField(null=True, blank=True, help_text="Ours, or perhaps ours")
    seen_at = models.DateTimeField(db_default=Now())
    told_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "connection", "external_id"], name="one_record_for_each_id"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "connection", "state"], name="records_by_state"),
            models.Index(fields=["vendor", "wedding_id"], name="records_by_wedding"),
        ]

    def __str__(self) -> str:
        return self.external_id


class SyncState(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting", worded("waiting for the other system")
    FINISHED = "finished"
    FAILED = "failed"
    STOPPED = "stopped"


OPEN_SYNCS = (SyncState.QUEUED, SyncState.RUNNING, SyncState.WAITING)


class Sync(TenantModel):
    """One run over a connection; wherever it is cut, it goes on from its cursor."""

    class Kind(models.TextChoices):
        FULL = "full", worded("everything")
        RECENT = "recent", worded("what changed")
        DRY = "dry", worded("a look without writing")

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="syncs")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=SyncState, default=SyncState.QUEUED)
    failure = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(null=True, blank=True, help_text="Changes from here on")
    newest = models.DateTimeField(null=True, blank=True, help_text="The latest change seen")
    page = models.PositiveIntegerField(default=1, help_text="The next to be read")
    pages = models.PositiveIntegerField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    offered = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Waits without a page between")
    wait_until = models.DateTimeField(null=True, blank=True)
    actor = models.CharField(max_length=120)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "connection"],
                name="one_open_sync_of_a_connection",
                condition=models.Q(state__in=["queued", "running", "waiting"]),
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "connection", "-id"], name="syncs_by_time"),
            models.Index(
                fields=["state"],
                name="syncs_open",
                condition=models.Q(state__in=["queued", "running", "waiting"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} sync"


class Outcome(models.TextChoices):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    OFFERED = "offered"
    GONE = "gone"


class SyncRow(TenantModel):
    """What became of one thing of theirs, where anything did.

    `changes` has, by `client`, `wedding` or a role, the names of the fields; in a look without
    writing their values, too: name → [ours, theirs].
    """

    sync = models.ForeignKey(Sync, models.CASCADE, related_name="rows")
    external_id = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=Outcome)
    problems: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, blank=True
    )
    changes: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True
    )
    client_id = models.UUIDField(null=True, blank=True)
    wedding_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = "row of a sync"
        verbose_name_plural = "rows of syncs"
        indexes: ClassVar = [
            models.Index(fields=["vendor", "sync", "state", "id"], name="sync_rows_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.external_id}: {self.state}"


class Call(TenantModel):
    """What came in at a connection's own address: each once, with what we answered."""

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="calls")
    key = models.CharField(max_length=80, help_text="Their id of the event, or a digest of it")
    payload: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True, help_text="As it came; emptied after a week"
    )
    status = models.PositiveSmallIntegerField(default=0)
    answer: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True
    )
    received_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "connection", "key"], name="one_call_for_each_event"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["received_at"], name="calls_by_time")]

    def __str__(self) -> str:
        return f"{self.status} {self.key}"
