"""Change what a timeline's draft says, a step at a time. What is published stays as it is."""

from hashlib import blake2b
from typing import Any

import orjson

from campaigns.models import Entry, Timeline
from campaigns.timeline.codec import from_json
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

Json = dict[str, Any]


def create(vendor: Vendor, name: str, draft: Json, *, actor: str) -> Timeline:
    """Raises Refusal for a draft that can't be read."""
    from_json(draft)
    made = Timeline.objects.create(vendor=vendor, name=name, draft=draft)
    record(vendor, "timeline.created", made, actor=actor)
    return made


def put_step(timeline: Timeline, step: Json, *, seen: str, actor: str) -> None:
    """In the place of the one of the same key, else behind all others. Raises Refusal.

    `seen`: `mark` of the draft that was looked at; another one means that somebody was faster.
    """
    draft = _locked(timeline, seen)
    steps = [step if one["key"] == step["key"] else one for one in draft.get("steps", [])]
    if step not in steps:
        steps.append(step)
    _save(timeline, {**draft, "steps": steps}, actor)


def remove_step(timeline: Timeline, key: str, *, seen: str, actor: str) -> None:
    """From the draft; who is inside keeps it until the draft is published. Raises Refusal."""
    draft = _locked(timeline, seen)
    steps = [one for one in draft.get("steps", []) if one["key"] != key]
    _save(timeline, {**draft, "steps": steps}, actor)


def set_entry(timeline: Timeline, entry: Entry, *, actor: str) -> None:
    """What brings weddings in from now on; who is inside stays."""
    timeline.entry = entry
    timeline.save(update_fields=["entry"])
    record(timeline.vendor_id, "timeline.entry", timeline, actor=actor, data={"entry": entry})


def mark(draft: Json) -> str:
    told = orjson.dumps(draft, option=orjson.OPT_SORT_KEYS)
    return blake2b(told, digest_size=8).hexdigest()


def _locked(timeline: Timeline, seen: str) -> Json:
    draft = Timeline.objects.select_for_update().get(pk=timeline.pk).draft
    if mark(draft) != seen:
        raise Refusal(
            "Somebody changed this timeline meanwhile: look at it again.", code="draft_changed"
        )
    return draft


def _save(timeline: Timeline, draft: Json, actor: str) -> None:
    from_json(draft)
    timeline.draft = draft
    timeline.save(update_fields=["draft"])
    data = {"steps": len(draft["steps"])}
    record(timeline.vendor_id, "timeline.drafted", timeline, actor=actor, data=data)
