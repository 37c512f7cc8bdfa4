"""A ready timeline for a vendor's trade, made of the library's templates and when they are sent."""

from collections.abc import Iterable
from typing import Any

from campaigns.models import Timeline
from campaigns.timeline import Late
from campaigns.timelines.edit import create
from messaging.policy.facts import Purpose
from personalization.adopt import adopt
from personalization.models import Template
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Life

Json = dict[str, Any]
# What answers a change or an emergency is said when it happens, not by a calendar.
UNTIMED = frozenset({"changed"})
MOST = 60
# Who has booked is not told that the contract waits.
STILL_ASKING = {"conditions": [{"field": "life", "is": "is", "value": [Life.INQUIRY.value]}]}
WEEK = 7 * 24


def start_from_library(vendor: Vendor, *, actor: str) -> Timeline:
    """A draft with everything the library has for this trade, in the vendor's own copies.

    Raises Refusal where it has nothing.
    """
    steps = [_step(_own(one, vendor, actor), one) for one in timed(vendor.kind)]
    if not steps:
        raise Refusal("The library has nothing for your trade yet.", code="library_empty")
    name = f"{vendor.get_kind_display() or 'Everything'}, full season"
    return create(vendor, name, {"steps": steps}, actor=actor)


def definition_for(kind: str) -> Json:
    """What a vendor of this trade would begin with, but saying the library's own templates."""
    return {"steps": [_step(one, one) for one in timed(kind)]}


def timed(kind: str) -> Iterable[Template]:
    """The library's templates that a timeline of this trade says; retired ones are none."""
    fitting = Template.objects.made_for(kind).in_use().with_latest().order_by("stage", "key")
    return [
        one
        for one in fitting.exclude(timing={}).exclude(purpose=Purpose.EMERGENCY)[:MOST]
        if one.timing["anchor"] not in UNTIMED and one.latest  # type: ignore[attr-defined]  # annotated
    ]


def _own(template: Template, vendor: Vendor, actor: str) -> Template:
    """The vendor's copy: the one it has already, or a new one."""
    ours = Template.objects.in_use().filter(vendor=vendor)
    known = ours.filter(origin=template.key).first() or ours.filter(name=template.name).first()
    return known or adopt(template, vendor, actor=actor)


def _step(own: Template, template: Template) -> Json:
    when = dict(template.timing)
    before = next((one for one in when.values() if isinstance(one, int)), 0) <= 0
    late, grace = _late(Purpose(template.purpose), before=before)
    return {
        "key": template.key,
        "template": str(own.pk),
        "when": {**when, "clock": "venue"},
        "purpose": template.purpose,
        "late": late.value,
        "grace_hours": grace,
        "why": template.description[:500],
        **({"condition": STILL_ASKING} if when["anchor"] == "inquiry" else {}),
    }


def _late(purpose: Purpose, *, before: bool) -> tuple[Late, int]:
    """What was agreed on may not be missed; help is still help when it is spread; offers are not.

    Thanks and follow-ups make sense for a week, and then they only seem forgotten.
    """
    if purpose is Purpose.CONTRACTUAL:
        return Late.CRITICAL, 24
    if purpose is Purpose.MARKETING:
        return Late.SKIP, 24
    return (Late.COMPRESS, 24) if before else (Late.SEND_NOW, WEEK)
