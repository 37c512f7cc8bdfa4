"""An experiment as its page shows it: a word, why, and the figures of each variant."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from campaigns.experiment.decision import Finding, Word
from campaigns.experiment.goals import DID, SIGNS, Goal
from campaigns.experiment.posterior import Tally
from campaigns.experiment.prior import prior_of
from campaigns.experiment.size import UNSEEN, sentence
from campaigns.experiments.believe import prior_for, siblings
from campaigns.experiments.findings import figures
from campaigns.experiments.results import results
from campaigns.models import Campaign, Experiment
from personalization.models import Variant
from wedsync.billing.money import format_money, from_minor
from wedsync.vendors.models import Vendor


@dataclass(frozen=True)
class Row:
    """A variant's counts. `share` and where it lies with 95 percent, `low` to `high`, in percent;
    `left` and `width` are the same in percent of the widest. `value` is "" without money."""

    key: str
    counts: Mapping[str, int]
    share: int | None
    low: int
    high: int
    left: float
    width: float
    value: str


@dataclass(frozen=True)
class Panel:
    """`effect` and `held` are about who was left out on purpose; `next_look` is None at the end.

    `shares`: by key, the percent of new weddings where results have changed the given weights.
    """

    word: str
    sentence: str
    did: str
    told: bool
    rows: list[Row]
    held: Mapping[str, int]
    effect: str
    looks: int
    next_look: dt.datetime | None
    shares: Mapping[str, int]


def panel(subject: str, vendor: Vendor) -> Panel | None:
    """None where nothing was tried out and nobody held out. Frozen once the experiment ended."""
    ours = Experiment.objects.filter(vendor=vendor, subject=subject)
    if (experiment := ours.first()) is None:
        return None
    kept = experiment.findings if experiment.ended_at else _now(experiment)
    if len(kept["variants"]) < 2 and not kept["held"]["assigned"]:  # noqa: PLR2004 -- a comparison
        return None
    goal = Goal(experiment.goal)
    return Panel(
        word=experiment.word or Word.UNKNOWN.value,
        sentence=experiment.findings.get("sentence", ""),
        did=DID[goal],
        told=goal not in SIGNS,
        rows=_rows(kept["variants"], vendor),
        held=kept["held"],
        effect=kept["effect"],
        looks=experiment.looks,
        next_look=experiment.due_at,
        shares=experiment.tuned,
    )


def size(campaign: Campaign, vendor: Vendor, weddings: int) -> str:
    """What a draft's test could show; "" where it says only one thing."""
    variants = Variant.objects.filter(version=campaign.version_id, channel=campaign.channel)
    keys = variants.values("key").distinct().count()
    if keys < 2:  # noqa: PLR2004 -- a comparison
        return ""
    alike = siblings(Experiment(vendor=vendor, purpose=campaign.purpose))
    rate = prior_of(Tally(0, 0), alike).mean if any(tally.of for tally in alike) else UNSEEN
    return sentence(weddings, keys, rate)


def _now(experiment: Experiment) -> dict[str, Any]:
    """Counts of this moment; what may be said about them waits for a look."""
    found = results(experiment)
    prior = prior_for(experiment, found)
    return figures(Finding(Word.UNKNOWN, ""), found, prior, Goal(experiment.goal))


def _rows(variants: list[dict[str, Any]], vendor: Vendor) -> list[Row]:
    top = max((one["high"] for one in variants), default=1.0)
    return [_row(one, top, vendor) for one in variants]


def _row(one: Mapping[str, Any], top: float, vendor: Vendor) -> Row:
    low, high = one["low"], one["high"]
    return Row(
        key=one["key"],
        counts=one,
        share=round(100 * one["did"] / one["went"]) if one["went"] else None,
        low=round(100 * low),
        high=round(100 * high),
        left=100 * low / top,
        width=100 * (high - low) / top,
        value=_money(one["value"], vendor) if one["value"] else "",
    )


def _money(minor: int, vendor: Vendor) -> str:
    return format_money(from_minor(minor, vendor.currency), vendor.locale)
