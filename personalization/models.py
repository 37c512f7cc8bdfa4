"""Templates, their immutable versions, and the variants that are sent."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.db.models.query import QuerySet

from personalization.draft import CHANNELS
from wedsync.lib.ids import UUID7, uuid7
from wedsync.vendors.models import Kind, Vendor


class LibraryModel(models.Model):
    """A row of one vendor, or (without a vendor) of the operators' library, which all may read."""

    id = models.UUIDField(primary_key=True, default=uuid7, db_default=UUID7(), editable=False)
    vendor = models.ForeignKey(
        Vendor, models.CASCADE, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class Purpose(models.TextChoices):
    EMERGENCY = "emergency"
    CONTRACTUAL = "contractual"
    HELPFUL = "helpful"
    MARKETING = "marketing"


class Stage(models.TextChoices):
    """When in a couple's story: the stages of a wedding, and what comes before them."""

    INQUIRY = "inquiry"
    PLANNING = "planning"
    UPCOMING = "upcoming"
    DAY_OF = "day_of", "On the day"
    POST_WEDDING = "post_wedding", "After the wedding"


class TemplateQuerySet(QuerySet["Template"]):
    def in_use(self) -> "TemplateQuerySet":
        return self.filter(archived_at=None)

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
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [models.Index(fields=["vendor", "name"], name="templates_by_name")]
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
    def current(self) -> "TemplateVersion | None":
        """The version with the highest number; a query."""
        return self.versions.order_by("-number").first()


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
