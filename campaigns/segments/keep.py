"""Make, change and remove segments. What is used stays, and none is a part of itself."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils.timezone import now as current_time

from campaigns.models import Campaign, Segment, State, Timeline, TimelineVersion
from campaigns.segments.parse import to_json
from campaigns.segments.tree import And, Member
from campaigns.segments.written_out import MOST, written_out
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

LONGEST = 120
# What stands in the way of a removal: as many as one reads.
MOST_NAMED = 3


def create(vendor: Vendor, name: str, tree: And, *, actor: str) -> Segment:
    """Raises Refusal."""
    segments = _locked(vendor)
    if len(segments) >= MOST:
        raise Refusal("{most} audiences are enough; remove one first.", code="too_many", most=MOST)
    segment = Segment(id=uuid7(), vendor=vendor, name=_free(name, segments))
    written_out(tree)
    segment.tree = to_json(tree)
    segment.save(force_insert=True)
    record(vendor, "segment.created", segment, actor=actor)
    return segment


def change(segment: Segment, name: str, tree: And, *, actor: str) -> None:
    """Drafts that use it mean the new conditions; what was launched stays. Raises Refusal."""
    segments = _locked(segment.vendor)
    name = _free(name, segments, but=segment.pk)
    _refuse_cycle(segment, tree)
    segment.name, segment.tree, segment.changed_at = name, to_json(tree), current_time()
    segment.save(update_fields=["name", "tree", "changed_at"])
    record(segment.vendor_id, "segment.changed", segment, actor=actor)


def rename(segment: Segment, name: str, *, actor: str) -> None:
    """Raises Refusal."""
    segment.name = _free(name, _locked(segment.vendor), but=segment.pk)
    segment.save(update_fields=["name"])
    record(segment.vendor_id, "segment.renamed", segment, actor=actor)


def delete(segment: Segment, *, actor: str) -> None:
    """Raises Refusal while another segment or a draft is made of it."""
    _locked(segment.vendor)
    if users := used_by(segment):
        named = ", ".join(f"“{name}”" for name in users[:MOST_NAMED])
        raise Refusal(
            "“{name}” is still used by {named}.",
            code="segment_in_use",
            name=segment.name,
            named=named,
        )
    record(segment.vendor_id, "segment.deleted", segment, actor=actor)
    segment.delete()


def used_by(segment: Segment) -> list[str]:
    """The names of whatever mentions it, timelines first; an id is found wherever it stands."""
    mention, ours = str(segment.pk), {"vendor": segment.vendor_id}
    segments = Segment.objects.filter(**ours).annotate(told=Cast("tree", TextField()))
    drafts = Campaign.objects.filter(**ours, launched_at=None).exclude(state=State.CANCELLED)
    drafts = drafts.annotate(told=Cast("audience", TextField()))
    timelines = Timeline.objects.filter(**ours, archived_at=None)
    inside = TimelineVersion.objects.filter(timeline=OuterRef("pk"))
    inside = inside.annotate(told=Cast("definition", TextField()))
    timelines = timelines.annotate(told=Cast("draft", TextField()))
    mentioned = Q(told__contains=mention)
    asked = timelines.filter(mentioned | Exists(inside.filter(mentioned)))
    return [
        *asked.values_list("name", flat=True)[: MOST_NAMED + 1],
        *segments.filter(told__contains=mention).values_list("name", flat=True)[: MOST_NAMED + 1],
        *drafts.filter(told__contains=mention).values_list("name", flat=True)[: MOST_NAMED + 1],
    ]


def _locked(vendor: Vendor) -> dict[str, UUID]:
    """All of a vendor's by name, held until the transaction ends: two edits could close a ring."""
    Vendor.objects.select_for_update(no_key=True).get(pk=vendor.pk)
    return dict(Segment.objects.filter(vendor=vendor).values_list("name", "id"))


def _free(name: str, segments: dict[str, UUID], but: UUID | None = None) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST:
        raise Refusal(
            "Give it a name of {longest} characters at most.", code="name_invalid", longest=LONGEST
        )
    if segments.get(name, but) != but:
        raise Refusal("There is an audience called “{name}” already.", code="name_taken", name=name)
    return name


def _refuse_cycle(segment: Segment, tree: And) -> None:
    """With the new tree in place; what it is made of may mention the segment itself."""
    written_out(And((Member(segment.pk),)), {segment.pk: tree})
