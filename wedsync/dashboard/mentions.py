"""What conditions may mention by name: other audiences, templates, campaigns."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from campaigns.models import Campaign, Segment
from campaigns.segments.tree import And, Past, Test, leaves, members
from personalization.models import Template
from wedsync.dashboard.conditions import Group, Row
from wedsync.vendors.models import Vendor

MOST = 200
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Offers:
    segments: Choices = ()
    templates: Choices = ()
    campaigns: Choices = ()


def offers_for(vendor: Vendor, group: Group, but: UUID | None = None) -> Offers:
    """Templates and campaigns only where a row asks for messages."""
    segments = Segment.objects.filter(vendor=vendor).exclude(pk=but)
    found = [(str(pk), name) for pk, name in segments.values_list("pk", "name")[:MOST]]
    if not _asks_for_messages(group):
        return Offers(found)
    templates = Template.objects.in_use().open_to(vendor).order_by("name")
    campaigns = Campaign.objects.filter(vendor=vendor).exclude(launched_at=None)
    return Offers(
        found,
        [(str(pk), name) for pk, name in templates.values_list("pk", "name")[:MOST]],
        [(str(pk), name) for pk, name in campaigns.values_list("pk", "name")[:MOST]],
    )


def names_in(vendor: Vendor, trees: Sequence[And]) -> dict[UUID, str]:
    """Of everything these trees mention, in one query a kind."""
    segments = {one for tree in trees for one in members(tree)}
    pasts = [
        leaf.value
        for tree in trees
        for leaf in leaves(tree)
        if isinstance(leaf, Test) and isinstance(leaf.value, Past)
    ]
    templates = {past.template for past in pasts if past.template}
    campaigns = {past.campaign for past in pasts if past.campaign}
    return {
        **_names(Segment.objects.filter(vendor=vendor), segments),
        **_names(Template.objects.open_to(vendor), templates),
        **_names(Campaign.objects.filter(vendor=vendor), campaigns),
    }


def _names(rows: object, ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    return dict(rows.filter(pk__in=ids).values_list("pk", "name"))  # type: ignore[attr-defined]  # any of three


def _asks_for_messages(group: Group) -> bool:
    return any(
        part.field == "message" if isinstance(part, Row) else _asks_for_messages(part)
        for part in group.parts
    )
