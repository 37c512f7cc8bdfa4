"""What only a person can do today, the most pressing first."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from campaigns.models import Campaign, Emergency, EmergencyState, Proposal, Reflow
from campaigns.models import State as CampaignState
from crm_connectors.models import Connection, Import, ImportState
from messaging.called import called
from messaging.models import ProviderAccount, ToDo
from messaging.tend import unread_threads
from personalization.models import Copy
from wedsync.billing.left import limits_of, with_spent
from wedsync.billing.limits import Left, month_of
from wedsync.billing.models import BudgetTotal
from wedsync.billing.money import Money, format_money
from wedsync.billing.totals import Pot
from wedsync.lib.worded import worded
from wedsync.vendors.models import Feature, SupportVisit, Vendor
from wedsync.vendors.switches import read_off
from wedsync.weddings.calendar import local_day

NEAR = 80  # percent of a budget
MOST_TODOS = 10
MOST = 5  # of any other kind
LATELY = dt.timedelta(days=14)
# Held without an hour: nothing but a person's hand lets these go.
STUCK = """
SELECT reason, count(*), (array_agg(id ORDER BY id DESC))[1] FROM messaging_message
WHERE vendor_id = %s AND state = 'held' AND not_before IS NULL
GROUP BY 1 ORDER BY 2 DESC LIMIT 5
"""


@dataclass(frozen=True)
class Need:
    """`kind` says what mends it, `subject` whose page that is on (None: a page for all)."""

    kind: str
    text: str
    more: str = ""
    subject: UUID | None = None
    done: UUID | None = None  # the to-do to tick off


Source = Callable[[Vendor, dt.datetime], Iterator[Need]]


def needs(vendor: Vendor, now: dt.datetime) -> list[Need]:
    """Of the current tenant, in as many queries as there are sources, however much is found."""
    return [need for source in SOURCES for need in source(vendor, now)]


def _paused(vendor: Vendor, _now: dt.datetime) -> Iterator[Need]:
    if vendor.paused_at is not None:
        yield Need("paused", worded("All sending is paused."), worded("Only emergencies leave."))


def _visits(vendor: Vendor, now: dt.datetime) -> Iterator[Need]:
    ours = SupportVisit.objects.filter(vendor=vendor, ended_at=None, ends_at__gt=now)
    for one in ours.order_by("-id")[:MOST]:
        yield Need("support", worded("WedSync's support sees your couples now."), one.reason)


def _switches(vendor: Vendor, _now: dt.datetime) -> Iterator[Need]:
    for feature, reason in read_off(vendor.pk).items():
        what = worded("{what}: switched off by WedSync.", what=str(Feature(feature).label))
        yield Need("switch", what, reason)


def _emergencies(vendor: Vendor, _now: dt.datetime) -> Iterator[Need]:
    waiting = [EmergencyState.PROPOSED.value, EmergencyState.OPEN.value]
    words = {
        EmergencyState.PROPOSED.value: worded("An emergency message waits for a second yes."),
        EmergencyState.OPEN.value: worded("Nobody has answered an emergency yet."),
    }
    ours = Emergency.objects.filter(vendor=vendor, state__in=waiting)
    for one in ours.select_related("wedding__client").order_by("-id")[:MOST]:
        yield Need("emergency", words[one.state], one.wedding.client.name, one.pk)


def _moves(vendor: Vendor, _now: dt.datetime) -> Iterator[Need]:
    ours = Reflow.objects.filter(vendor=vendor, state=Proposal.PROPOSED.value)
    for one in ours.select_related("wedding__client").order_by("-id")[:MOST]:
        text = worded("A new date for {name} waits for you.", name=one.wedding.client.name)
        yield Need("move", text, worded("You see the difference before you decide."), one.pk)


def _todos(vendor: Vendor, _now: dt.datetime) -> Iterator[Need]:
    ours = ToDo.objects.filter(vendor=vendor, done_at=None)
    for one in ours.order_by("-id")[:MOST_TODOS]:
        yield Need("todo", one.text, subject=one.message_id, done=one.pk)


def _replies(vendor: Vendor, now: dt.datetime) -> Iterator[Need]:
    if unread := unread_threads(vendor, now):
        yield Need(
            "replies",
            worded(
                "{many} with unread replies.",
                many=_many(unread, worded("{count} conversation"), worded("{count} conversations")),
            ),
        )


def _stuck(vendor: Vendor, _now: dt.datetime) -> Iterator[Need]:
    with connection.cursor() as cursor:
        cursor.execute(STUCK, [vendor.pk])
        for reason, count, newest in cursor.fetchall():
            text = worded(
                "{many} held: {reason}.",
                many=_many(count, worded("{count} message"), worded("{count} messages")),
                reason=reason or worded("until released"),
            )
            yield Need("held", text, worded("They wait for a hand."), newest)


def _reviews(vendor: Vendor, _now: dt.datetime) -> Iterator[Need]:
    ours = Campaign.objects.filter(vendor=vendor, state=CampaignState.REVIEW.value)
    for one in ours.order_by("-id")[:MOST]:
        yield Need("review", worded("“{name}” waits for approval.", name=one.name), subject=one.pk)


def _copies(vendor: Vendor, _now: dt.datetime) -> Iterator[Need]:
    drafted = Copy.objects.filter(vendor=vendor, state="drafted").count()
    if drafted:
        yield Need(
            "copies",
            worded(
                "{many} from a model to read.",
                many=_many(drafted, worded("{count} wording"), worded("{count} wordings")),
            ),
        )


def _budgets(vendor: Vendor, now: dt.datetime) -> Iterator[Need]:
    month = month_of(local_day(now, ZoneInfo(vendor.timezone)))
    rows = BudgetTotal.objects.filter(vendor_id=vendor.pk, month=month)
    spent = {Pot(month, row.currency, row.channel): row.spent for row in rows}
    for left in with_spent(limits_of(vendor.pk, month), month, spent):
        if left.spent * 100 >= NEAR * left.limit.micros > 0:
            yield _budget(left, vendor.locale)


def _budget(left: Left, locale: str) -> Need:
    limit = left.limit
    used = format_money(Money(left.spent, limit.currency), locale)
    whole = format_money(Money(limit.micros, limit.currency), locale)
    then = worded(
        "At 100 % marketing stops; emergencies and what the contract asks for never does."
    )
    return Need(
        "budget",
        _spent(limit.channel, 100 * left.spent // limit.micros),
        worded(
            "{used} of {whole} this month. {what}",
            used=used,
            whole=whole,
            what=then if limit.stops else worded("It is only watched."),
        ),
    )


def _spent(channel: str, percent: int) -> str:
    if not channel:
        return worded("Whole budget at {percent} %", percent=percent)
    named = channel.capitalize()
    return worded("{channel} budget at {percent} %", channel=named, percent=percent)


def _imports(vendor: Vendor, now: dt.datetime) -> Iterator[Need]:
    ours = Import.objects.filter(vendor=vendor, uploaded_at__gte=now - LATELY)
    failed = ours.filter(state=ImportState.FAILED.value).only("filename", "failure")
    for one in failed.order_by("-uploaded_at", "-id")[:MOST]:
        yield Need(
            "import",
            worded("The import of {file} stopped.", file=one.filename),
            one.failure,
            one.pk,
        )


def _connections(vendor: Vendor, _now: dt.datetime) -> Iterator[Need]:
    ours = Connection.objects.filter(vendor=vendor).exclude(trouble="")
    for one in ours.order_by("connector", "pk")[:MOST]:
        text = worded("{system} can't be synced.", system=one.connector.capitalize())
        yield Need("connection", text, one.trouble, one.pk)


def _accounts(vendor: Vendor, _now: dt.datetime) -> Iterator[Need]:
    ours = ProviderAccount.objects.filter(vendor=vendor, enabled=True).exclude(trouble="")
    for one in ours.order_by("channel", "pk")[:MOST]:
        yield Need(
            "account",
            worded("{system} refuses to send.", system=called(one.provider)),
            one.trouble,
            one.pk,
        )


def _many(count: int, one: str, more: str) -> str:
    return (one if count == 1 else more).format(count=f"{count:,}")


SOURCES: tuple[Source, ...] = (
    _emergencies,
    _visits,
    _paused,
    _switches,
    _moves,
    _todos,
    _replies,
    _accounts,
    _connections,
    _stuck,
    _reviews,
    _budgets,
    _imports,
    _copies,
)
