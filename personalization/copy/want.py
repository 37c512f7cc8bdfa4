"""Ask for copy of a template's current version: for the couples there are, not for all there
could be."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Any
from uuid import UUID

from personalization.adopt import draft_of
from personalization.approval import State, is_written
from personalization.copy.access import Way, way_for
from personalization.copy.bucket import STAGES, Bucket, bucket_of
from personalization.copy.prompt import VERSION
from personalization.copy.slots import slots_of
from personalization.gather import Pair, contexts_for
from personalization.models import Copy, Template, Variant
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Feature, Vendor
from wedsync.vendors.switches import need
from wedsync.weddings.models import Life, Person, Role, Wedding

MOST_WEDDINGS = 1000
MOST_BUCKETS = 12
NOTHING_CAME = (State.FAILED, State.REFUSED)
PLACE = ("variant_id", "bucket", "state")
Wanted = tuple[UUID, str]  # a variant, and the key of a bucket


def want_copies(template: Template, *, actor: str, now: dt.datetime, stage: str = "") -> int:
    """How many are asked for anew; those of which nothing came, once more. Raises Refusal.

    `stage` is the one couples will be in when it is sent, "" the one they are in today. Whoever
    calls this pokes `tasks.write_copies`.
    """
    vendor = _owner(template)
    need(vendor.pk, Feature.AI_COPY, now)
    way = way_for(vendor.pk)
    values = list(contexts_for(_couples(vendor), vendor, now).values())
    wanted = {
        (variant.pk, bucket.key)
        for variant in _variants(template)
        for bucket in buckets(values, template.copy_tone, variant.language, stage)
    }
    if not wanted:
        raise Refusal("There is nothing to word, or no wedding to word it for.", code="nothing")
    asked = _ask_for(wanted, vendor, way)
    record(vendor, "copy.wanted", template, actor=actor, data={"copies": asked})
    return asked


def buckets(
    couples: Iterable[Mapping[str, Any]], tone: str, language: str, stage: str = ""
) -> list[Bucket]:
    """Of these contexts, those with most couples first."""
    found = Counter(_bucket(values, tone, language, stage) for values in couples)
    return [bucket for bucket, _ in found.most_common(MOST_BUCKETS)]


def _bucket(values: Mapping[str, Any], tone: str, language: str, stage: str) -> Bucket:
    bucket = bucket_of(values, tone=tone, language=language)
    return replace(bucket, stage=stage) if stage in STAGES else bucket


def _owner(template: Template) -> Vendor:
    if template.vendor is None:
        raise Refusal("This template belongs to the library. Copy it first.", code="not_yours")
    if not is_written(template.copy_policy, template.purpose):
        raise Refusal("AI copy is switched off for this template.", code="off")
    return template.vendor


def _variants(template: Template) -> Iterable[Variant]:
    current = template.current
    variants = current.variants.all() if current else Variant.objects.none()
    return [variant for variant in variants if slots_of(draft_of(variant))]


def _couples(vendor: Vendor) -> list[Pair]:
    lives = (Life.BOOKED, Life.COMPLETED)
    weddings = Wedding.objects.filter(vendor=vendor, life__in=lives).order_by("-date", "id")
    newest = dict(weddings.values_list("client_id", "pk")[:MOST_WEDDINGS])
    first = Person.objects.filter(client__in=newest, role=Role.PARTNER_A).order_by("id")
    return [(pk, newest[client]) for pk, client in first.values_list("pk", "client_id")]


def _ask_for(wanted: Set[Wanted], vendor: Vendor, way: Way) -> int:
    """Those there are none of, and those of which nothing came."""
    alike = {"writer": way.writer.key, "model": way.model, "prompt": VERSION}
    known = Copy.objects.filter(variant__in={variant for variant, _ in wanted}, **alike)
    states = {(pk, bucket): state for pk, bucket, state in known.values_list(*PLACE)}
    fresh = wanted - states.keys()
    Copy.objects.bulk_create(
        [Copy(vendor=vendor, variant_id=pk, bucket=bucket, **alike) for pk, bucket in fresh],
        ignore_conflicts=True,
    )
    failed = known.filter(
        state__in=NOTHING_CAME, bucket__in={bucket for _, bucket in wanted}
    ).update(state=State.WANTED, reason="", faults=[], claimed_at=None)
    return len(fresh) + failed
