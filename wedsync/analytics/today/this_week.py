"""The weddings of the coming week, and the hours in which each is left alone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from campaigns.models import Proposal, Reflow
from messaging.models import Message, ToDo
from messaging.states import State
from wedsync.vendors.models import Vendor
from wedsync.weddings.busy import BOOKED
from wedsync.weddings.calendar import Window, local_day
from wedsync.weddings.models import Precision, Wedding
from wedsync.weddings.protection import protected_hours

WEEK = dt.timedelta(days=7)
MOVED_LATELY = dt.timedelta(days=14)
MOST = 9


@dataclass(frozen=True)
class ThisWeek:
    """`windows` are aware; `held` messages wait until they are over; `asks`: open needs."""

    wedding: Wedding
    zone: ZoneInfo
    windows: tuple[Window, ...]
    quiet_now: bool
    held: int
    read: int
    asks: tuple[str, ...]
    moved_from: str


def this_week(vendor: Vendor, now: dt.datetime) -> tuple[list[ThisWeek], bool]:
    """In order, and whether there are more than are shown. Five queries, however many."""
    weddings = _weddings(vendor, now)
    shown = weddings[:MOST]
    windows, ids = protected_hours(shown, vendor), [one.pk for one in shown]
    counts, asks, moved = _counts(vendor, ids), _asks(vendor, shown), _moved(vendor, ids, now)
    found = [
        ThisWeek(
            wedding=one,
            zone=ZoneInfo(one.timezone or vendor.timezone),
            windows=windows[one.pk],
            quiet_now=any(window.start <= now < window.end for window in windows[one.pk]),
            held=counts.get(one.pk, (0, 0))[0],
            read=counts.get(one.pk, (0, 0))[1],
            asks=tuple(asks.get(one.client_id, ())),
            moved_from=moved.get(one.pk, ""),
        )
        for one in shown
    ]
    return found, len(weddings) > MOST


def _weddings(vendor: Vendor, now: dt.datetime) -> list[Wedding]:
    """From yesterday on: its window may still be open."""
    today = local_day(now, ZoneInfo(vendor.timezone))
    found = Wedding.objects.filter(
        vendor=vendor,
        date__range=(today - dt.timedelta(days=1), today + WEEK),
        precision=Precision.EXACT,
        life__in=BOOKED,
        client__archived_at=None,
    )
    return list(found.select_related("client").order_by("date", "id")[: MOST + 1])


def _counts(vendor: Vendor, ids: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """By wedding: how many messages are held, and how many somebody opened or followed."""
    seen = Q(events__kind__in=["opened", "clicked"]) & ~Q(events__reader="machine")
    rows = Message.objects.filter(vendor=vendor, wedding__id__among=ids).order_by()
    counted = rows.values("wedding_id").annotate(
        held=Count("pk", filter=Q(state=State.HELD.value), distinct=True),
        read=Count("pk", filter=seen, distinct=True),
    )
    return {row["wedding_id"]: (row["held"], row["read"]) for row in counted}


def _asks(vendor: Vendor, weddings: Sequence[Wedding]) -> dict[UUID, list[str]]:
    """By couple: what only the vendor can mend."""
    clients = [one.client_id for one in weddings]
    todos = ToDo.objects.filter(vendor=vendor, done_at=None, person__client__id__among=clients)
    found: dict[UUID, list[str]] = {}
    for client_id, text in todos.order_by("-id").values_list("person__client_id", "text")[:50]:
        found.setdefault(client_id, []).append(text)
    return found


def _moved(vendor: Vendor, ids: Sequence[UUID], now: dt.datetime) -> dict[UUID, str]:
    """By wedding: the day it was to be on until lately, as ISO 8601 writes it."""
    rows = Reflow.objects.filter(
        vendor=vendor,
        wedding__id__among=ids,
        state=Proposal.APPLIED.value,
        applied_at__gte=now - MOVED_LATELY,
        before__has_key="date",
    )
    return {row.wedding_id: row.before["date"] or "" for row in rows.order_by("id")[:50]}
