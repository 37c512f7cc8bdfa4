"""Change what a timeline's draft says, a step at a time. What is published stays as it is."""

from hashlib import blake2b
from typing import Any

import orjson

from campaigns.models import Entry, Timeline
from campaigns.timeline.codec import from_json
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

Json = dict[str, Any]
CHANGED = worded("Somebody changed this timeline meanwhile: look at it again.")


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
    _put(timeline, "steps", step, seen, actor)


def remove_step(timeline: Timeline, key: str, *, seen: str, actor: str) -> None:
    """From the draft; who is inside keeps it until the draft is published. Raises Refusal."""
    _remove(timeline, "steps", key, seen, actor)


def put_fork(timeline: Timeline, fork: Json, *, seen: str, actor: str) -> None:
    """As `put_step`: what hangs on a fork comes after it."""
    _put(timeline, "forks", fork, seen, actor)


def remove_fork(timeline: Timeline, key: str, *, seen: str, actor: str) -> None:
    """Whatever hangs on it keeps the draft from being published. Raises Refusal."""
    _remove(timeline, "forks", key, seen, actor)


def set_goal(timeline: Timeline, goal: Json, *, seen: str, actor: str) -> None:
    """A condition; {}: none, it goes on to its end. Raises Refusal."""
    draft = {name: said for name, said in _locked(timeline, seen).items() if name != "goal"}
    _save(timeline, {**draft, **({"goal": goal} if goal else {})}, actor)


def set_entry(timeline: Timeline, entry: Entry, *, actor: str) -> None:
    """What brings weddings in from now on; who is inside stays."""
    timeline.entry = entry
    timeline.save(update_fields=["entry"])
    record(timeline.vendor_id, "timeline.entry", timeline, actor=actor, data={"entry": entry})


def mark(draft: Json) -> str:
    told = orjson.dumps(draft, option=orjson.OPT_SORT_KEYS)
    return blake2b(told, digest_size=8).hexdigest()


def refuse_other(draft: Json, seen: str) -> None:
    """Raises Refusal for another draft than the one that was looked at."""
    if mark(draft) != seen:
        raise Refusal(CHANGED, code="draft_changed")


def _put(timeline: Timeline, what: str, new: Json, seen: str, actor: str) -> None:
    draft = _locked(timeline, seen)
    found = [new if one["key"] == new["key"] else one for one in draft.get(what, [])]
    if new not in found:
        found.append(new)
    _save(timeline, {**draft, what: found}, actor)


def _remove(timeline: Timeline, what: str, key: str, seen: str, actor: str) -> None:
    draft = _locked(timeline, seen)
    kept = [one for one in draft.get(what, []) if one["key"] != key]
    _save(timeline, {**draft, what: kept}, actor)


def _locked(timeline: Timeline, seen: str) -> Json:
    draft = Timeline.objects.select_for_update().get(pk=timeline.pk).draft
    refuse_other(draft, seen)
    return draft


def _save(timeline: Timeline, draft: Json, actor: str) -> None:
    from_json(draft)
    timeline.draft = draft
    timeline.save(update_fields=["draft"])
    data = {"steps": len(draft.get("steps", ()))}
    record(timeline.vendor_id, "timeline.drafted", timeline, actor=actor, data=data)
