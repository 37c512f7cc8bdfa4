"""The tables of the insights: their columns and rows, on the page and as CSV.

Titles and columns are English until they are shown; cells are in the reader's language, because
beside ours there are names of the vendor's own, which nobody may translate.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from campaigns.experiment.goals import DID, Goal
from campaigns.models import Campaign, Experiment
from messaging.channels.registry import channels
from wedsync.analytics import questions
from wedsync.analytics.questions import Period
from wedsync.analytics.returns import returns
from wedsync.analytics.shares import Counts
from wedsync.billing.money import Money, format_money, from_minor
from wedsync.lib.translated import translated
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor

STAGES = {
    "planning": worded("Planning"),
    "upcoming": worded("The last month"),
    "day_of": worded("On the day"),
    "post_wedding": worded("After the wedding"),
    "": worded("No wedding"),
}
COUNTED = (
    worded("Sent"),
    worded("Delivered"),
    worded("Clicked"),
    worded("Replied"),
    worded("Engaged"),
    worded("Stopped"),
)
DAYS = (
    worded("Mon"),
    worded("Tue"),
    worded("Wed"),
    worded("Thu"),
    worded("Fri"),
    worded("Sat"),
    worded("Sun"),
)
MOST_EXPERIMENTS = 50
Row = Sequence[str | int]


@dataclass(frozen=True)
class Table:
    """`words` columns come first and are text; the others are numbers."""

    key: str
    title: str
    columns: Sequence[str]
    words: int
    rows: Sequence[Row]


def channel_table(vendor: Vendor, period: Period) -> Table:
    found = questions.by_channel(vendor, period)
    rows = [[channel_name(key), *_shown(counts, vendor)] for key, counts in found.items()]
    return Table(
        "channels", worded("By channel"), (worded("Channel"), *COUNTED, worded("Cost")), 1, rows
    )


def stage_table(vendor: Vendor, period: Period) -> Table:
    found = questions.by_stage(vendor, period)
    rows = [
        [translated(name), *_shown(found[key], vendor)[:-1]]
        for key, name in STAGES.items()
        if key in found
    ]
    return Table("stages", worded("By stage of the wedding"), (worded("Stage"), *COUNTED), 1, rows)


def variant_table(vendor: Vendor, period: Period) -> Table:
    found = questions.by_variant(vendor, period)
    rows = [[name, variant, *_shown(counts, vendor)[:-1]] for name, variant, counts in found]
    return Table(
        "variants", worded("By wording"), (worded("Template"), worded("Variant"), *COUNTED), 2, rows
    )


def day_table(vendor: Vendor, period: Period) -> Table:
    rows = [[f"{day:%Y-%m-%d}", *_plain(one)] for day, one in questions.by_day(vendor, period)]
    return Table("days", worded("Day by day"), (worded("Day"), *COUNTED), 1, rows)


def hour_table(vendor: Vendor, period: Period) -> Table:
    found = questions.by_hour(vendor, period)
    rows: list[Row] = [
        [translated(DAYS[day - 1]), *(found.get((day, hour), 0) for hour in range(24))]
        for day in range(1, 8)
    ]
    return Table(
        "hours",
        worded("When couples act"),
        (worded("Day"), *(str(hour) for hour in range(24))),
        1,
        rows,
    )


def experiment_table(vendor: Vendor, period: Period) -> Table:
    """Those that ran in the period, newest first: the word, and why."""
    first, last = period
    ran = Experiment.objects.filter(vendor=vendor, started_at__date__lte=last)
    ran = ran.exclude(ended_at__date__lt=first).order_by("-id")
    found = list(ran[:MOST_EXPERIMENTS])
    names = _campaigns(vendor, found)
    rows: list[Row] = [
        [
            names.get(one.subject, translated(worded("A timeline's step"))),
            one.findings.get("leader") or "",
            translated((one.word or worded("not enough data")).capitalize()),
            translated(one.findings.get("sentence", "")),
            one.findings.get("of", 0),
        ]
        for one in found
    ]
    return Table(
        "experiments",
        worded("Tests"),
        (worded("Test"), worded("Leader"), worded("Word"), worded("Why"), worded("Weddings")),
        4,
        rows,
    )


def return_table(vendor: Vendor, period: Period) -> Table:
    rows: list[Row] = [
        [
            channel_name(one.channel),
            translated(DID[Goal(one.goal)].capitalize()),
            one.count,
            format_money(from_minor(one.value, one.currency), vendor.locale)
            if one.currency
            else "–",  # noqa: RUF001 -- a dash is what a table shows for nothing
        ]
        for one in returns(vendor, period)
    ]
    return Table(
        "returns",
        worded("What came back"),
        (worded("Last message by"), worded("Goal"), worded("Times"), worded("Worth")),
        2,
        rows,
    )


TABLES: Mapping[str, Callable[[Vendor, Period], Table]] = {
    "channels": channel_table,
    "stages": stage_table,
    "variants": variant_table,
    "days": day_table,
    "hours": hour_table,
    "experiments": experiment_table,
    "returns": return_table,
}


def channel_name(key: str) -> str:
    return translated(channels()[key].label) if key in channels() else key


def _shown(counts: Counts, vendor: Vendor) -> Row:
    return [
        counts.sent,
        translated(counts.delivered_share),
        counts.clicked,
        counts.replied,
        translated(counts.engaged_share),
        translated(counts.stopped_share),
        format_money(Money(counts.micros, vendor.currency), vendor.locale),
    ]


def _plain(one: Counts) -> Row:
    return [one.sent, one.delivered, one.clicked, one.replied, one.engaged, one.stopped]


def _campaigns(vendor: Vendor, experiments: Sequence[Experiment]) -> dict[str, str]:
    """By subject, the name of the campaign it is about; one query."""
    ids = [
        one.subject.partition(":")[2] for one in experiments if one.subject.startswith("campaign:")
    ]
    named = Campaign.objects.filter(vendor=vendor, pk__in=ids).values_list("pk", "name")
    return {f"campaign:{pk}": name for pk, name in named}
