"""Templates, their immutable versions, the variants that are sent, and copy of them."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.db.models.query import QuerySet

from personalization.approval import Policy, State
from personalization.draft import CHANNELS
from personalization.send_time.week import HOURS
from personalization.sign_off import Needs, Standing
from personalization.timing import Timing, parse_timing
from personalization.tones import TONES, USUAL
from wedsync.lib import sealed
from wedsync.lib.anonymity import K
from wedsync.lib.ids import UUID7, uuid7
from wedsync.lib.worded import worded
from wedsync.vendors.models import Kind, TenantModel, Vendor


class LibraryModel(models.Model):
    """A row of one vendor, or (without a vendor) of the operators' library, which all may read."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    vendor = models.ForeignKey(
        Vendor, models.CASCADE, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class Purpose(models.TextChoices):
    EMERGENCY = "emergency", worded("Emergency")
    CONTRACTUAL = "contractual", worded("Contractual")
    HELPFUL = "helpful", worded("Helpful")
    MARKETING = "marketing", worded("Marketing")


class Stage(models.TextChoices):
    """When in a couple's story: the stages of a wedding, and what comes before them."""

    INQUIRY = "inquiry", worded("Inquiry")
    PLANNING = "planning", worded("Planning")
    UPCOMING = "upcoming", worded("Upcoming")
    DAY_OF = "day_of", worded("On the day")
    POST_WEDDING = "post_wedding", worded("After the wedding")


class TemplateQuerySet(QuerySet["Template"]):
    def in_use(self) -> "TemplateQuerySet":
        return self.filter(archived_at=None)

    def open_to(self, vendor: Vendor) -> "TemplateQuerySet":
        """The vendor's own and the library's."""
        return self.filter(models.Q(vendor=vendor) | models.Q(vendor=None))

    def made_for(self, kind: str) -> "TemplateQuerySet":
        """What the library has for this kind of vendor, and for all of them."""
        suits = models.Q(kinds=[]) | models.Q(kinds__contains=[kind])
        return self.filter(suits, vendor=None)

    def with_latest(self) -> "TemplateQuerySet":
        """Adds `latest`, the number of the current version; None before the first."""
        return self.annotate(latest=models.Max("versions__number"))


class Template(LibraryModel):
    """Something worth saying, under one name; what it says are its versions.

    A copy remembers by key and number which library version it was made from: `origin` is no
    foreign key, for a vendor's row may only point to the vendor's own.
    """

    key = models.SlugField(
        max_length=60, blank=True, help_text="Names a library template for good; else blank"
    )
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.HELPFUL.value)
    description = models.TextField(blank=True)
    kinds = ArrayField(
        models.CharField(max_length=20, choices=Kind),
        default=list,
        blank=True,
        help_text="The vendors it is for; all when empty",
    )
    stage = models.CharField(max_length=12, choices=Stage, blank=True)
    timing: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True, help_text="When it is usually sent, see timing.py"
    )
    origin = models.SlugField(max_length=60, blank=True, db_index=False, editable=False)
    origin_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    copy_policy = models.CharField(
        max_length=7,
        choices=[(policy.value, policy.value) for policy in Policy],
        default=Policy.OFF.value,
        help_text="Whether a model may word it anew, and who lets that leave",
    )
    copy_tone = models.CharField(
        max_length=7, choices=[(tone, tone) for tone in TONES], default=USUAL
    )
    needs = models.CharField(
        max_length=6,
        choices=[(one.value, one.value) for one in Needs],
        default=Needs.NOBODY.value,
        help_text="Who has to approve what a version says before it leaves",
    )
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [
            models.Index(fields=["vendor", "name"], name="templates_by_name"),
            models.Index(
                fields=["origin"],
                name="copies_by_origin",
                condition=models.Q(vendor__isnull=False) & ~models.Q(origin=""),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "name"],
                condition=models.Q(archived_at=None),
                nulls_distinct=False,
                name="one_template_of_a_name",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=models.Q(vendor__isnull=True) & ~models.Q(key=""),
                name="one_library_template_a_key",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def usually(self) -> Timing | None:
        return parse_timing(self.timing) if self.timing else None

    @property
    def current(self) -> "TemplateVersion | None":
        """The version with the highest number; a query."""
        return self.versions.order_by("-number").first()


class Sketch(TenantModel):
    """What a template will say next, while somebody writes it: wordings that nobody judged yet.

    `wordings` as `sketched.py` writes them; `based_on` is the version it was begun from, 0 without
    one. Publishing makes a version of it, and it is gone.
    """

    template = models.OneToOneField(Template, models.CASCADE, related_name="sketch")
    wordings: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    based_on = models.PositiveIntegerField(default=0)
    refused: models.JSONField[list[Any], list[Any]] = models.JSONField(
        default=list, blank=True, help_text="What a model suggested and nobody wants: copy and slot"
    )
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "sketches"

    def __str__(self) -> str:
        return f"{self.template} (draft)"

    @property
    def begun(self) -> bool:
        """Whether anybody saved it yet."""
        return not self._state.adding


class TemplateVersion(LibraryModel):
    """What a template said from then on. Never changed: who got it can always be answered."""

    template = models.ForeignKey(Template, models.RESTRICT, related_name="versions")
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["template", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["template", "number"], name="versions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.template} v{self.number}"


class Variant(LibraryModel):
    """One wording of a version, for a channel and a language; never changed either.

    `subject`, `preheader` and `blocks` are what the author wrote, `compiled` (see `compile.py`)
    what is rendered. Weights say how often each key of a channel and language is chosen.
    """

    version = models.ForeignKey(TemplateVersion, models.RESTRICT, related_name="variants")
    key = models.CharField(max_length=1)
    channel = models.CharField(max_length=10, choices=[(c, c) for c in CHANNELS])
    language = models.CharField(max_length=12, default="en", help_text="BCP 47")
    weight = models.PositiveSmallIntegerField(default=1)
    subject = models.TextField()
    preheader = models.TextField(blank=True)
    blocks: models.JSONField[list[Any], list[Any]] = models.JSONField()
    compiled: models.JSONField[Any, Any] = models.JSONField(editable=False)

    class Meta:
        ordering: ClassVar = ["version", "key", "channel", "language"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "key", "channel", "language"], name="one_wording_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.key} ({self.channel}, {self.language})"


class Approval(TenantModel):
    """What people said about the words of a version: who wrote it, who asked, who decided, when.

    A version is never changed, so that a yes to it holds for as long as it is sent. `content` is
    the hash of its words: a version that says the same again has the same yes.
    """

    version = models.OneToOneField(TemplateVersion, models.CASCADE, related_name="approval")
    content = models.CharField(max_length=64)
    standing = models.CharField(
        max_length=8,
        choices=[(one.value, one.value) for one in Standing],
        default=Standing.WRITTEN.value,
    )
    written_by = models.CharField(max_length=120, blank=True)
    asked_by = models.CharField(max_length=120, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    word = models.CharField(max_length=200, blank=True, help_text="What is missing")

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["vendor", "content"], name="approvals_of_words")]

    def __str__(self) -> str:
        return f"{self.version} ({self.standing})"


class PooledHabit(LibraryModel):
    """When couples of a kind of vendor act, by role and channel: of five vendors or more.

    Nobody's row: `vendor` stays empty, operators' nightly count writes it and all may read it.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    role = models.CharField(max_length=12)
    channel = models.CharField(max_length=10)
    acted = ArrayField(models.FloatField(), size=HOURS)
    waited = ArrayField(models.FloatField(), size=HOURS)
    vendors = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["kind", "role", "channel"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "kind", "role", "channel"],
                nulls_distinct=False,
                name="one_pool_of_a_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(vendor__isnull=True, vendors__gte=K), name="pools_hide_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.role}, {self.channel}"


class WordingRule(TenantModel):
    """Who has to approve whatever a vendor writes; without a row nobody has to."""

    needs = models.CharField(
        max_length=6, choices=[(one.value, one.value) for one in Needs], default=Needs.NOBODY.value
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor"], name="one_wording_rule_each")
        ]

    def __str__(self) -> str:
        return self.needs


class Copy(TenantModel):
    """A variant in a model's words, for one bucket of couples; compiled once, sent as often.

    What it says never changes once it is there, so that a message can be written again with the
    same bytes. `attempt` is what `billing` books under; `micros` is what all attempts cost.
    """

    variant = models.ForeignKey(Variant, models.PROTECT, related_name="copies")
    bucket = models.CharField(max_length=120, help_text="See copy/bucket.py")
    writer = models.CharField(max_length=20)
    model = models.CharField(max_length=80, help_text="As it was asked for")
    prompt = models.PositiveSmallIntegerField(help_text="The version of what it was asked")
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.value) for state in State],
        default=State.WANTED.value,
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why the human text goes")
    words: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    compiled: models.JSONField[Any, Any] = models.JSONField(null=True, editable=False)
    faults: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    answered_by = models.CharField(max_length=80, blank=True, help_text="The model as it signed")
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    micros = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, blank=True)
    attempt = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["variant", "bucket", "-id"]
        verbose_name_plural = "copies"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vendor", "variant", "bucket", "writer", "model", "prompt"],
                name="paid_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["drafted", "approved", "rejected"])
                | models.Q(compiled__isnull=False),
                name="copy_says_something",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["claimed_at"],
                name="copies_to_write",
                condition=models.Q(state__in=["wanted", "writing"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.variant} for {self.bucket} ({self.state})"


class Evidence(TenantModel):
    """How a variant did against the others of its version, as whoever tried them says."""

    variant = models.OneToOneField(Variant, models.CASCADE, related_name="evidence")
    value = models.PositiveSmallIntegerField(help_text="Thousandths: how likely it is the best")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(value__lte=1000), name="evidence_is_a_share")
        ]

    def __str__(self) -> str:
        return f"{self.variant}: {self.value}"


class WriterAccount(TenantModel):
    """A vendor's own key for a writer, instead of the house's."""

    writer = models.CharField(max_length=20)
    model = models.CharField(max_length=80)
    sealed = models.BinaryField(editable=False, default=b"")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vendor"], name="one_writer_a_vendor")
        ]

    def __str__(self) -> str:
        return f"{self.writer} ({self.model})"

    def unseal(self) -> str:
        """The key; raises sealed.Unsealable."""
        held = sealed.unseal_json(bytes(self.sealed), self._row(), settings.ENCRYPTION_KEYS)
        return held.get("api_key", "")

    def seal(self, api_key: str) -> None:
        plain = {"api_key": api_key}
        self.sealed = sealed.seal_json(plain, self._row(), settings.ENCRYPTION_KEYS)

    def _row(self) -> str:
        return f"personalization_writeraccount.sealed:{self.pk}:{self.vendor_id}"
