"""Random weeks of several couples, and an eye for rules that are exceeded."""

import datetime as dt
from collections import defaultdict
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from campaigns.cap import Fate, Item, Left, OnExceed, Rule
from messaging.policy.facts import Cap, Purpose
from wedsync.weddings.calendar import Window

NOW = dt.datetime(2027, 3, 26, 9, tzinfo=dt.UTC)  # clocks change in Europe two days later
ZONES = {
    "lena": ZoneInfo("Europe/Berlin"),
    "marc": ZoneInfo("Europe/Berlin"),
    "ana": ZoneInfo("Pacific/Auckland"),
    "planner": ZoneInfo("America/Los_Angeles"),
}
COUPLES = {"one": ("lena", "marc", "planner"), "two": ("ana",)}
HOMES = {"one": ZONES["lena"], "two": ZONES["ana"]}
OPTIONAL = ("marketing",), ("helpful", "marketing"), ("contractual", "helpful", "marketing")
WEEK = 7 * 24

hours = st.integers(0, 9 * 24).map(lambda n: NOW + dt.timedelta(hours=n))
purposes = st.sampled_from(Purpose)
channels = st.sampled_from(["email", "sms"])
rolling = st.tuples(st.integers(0, 3), st.sampled_from([12, 24, 3 * 24, WEEK]), st.just(""))
by_calendar = st.tuples(st.integers(0, 3), st.just(0), st.sampled_from(["day", "week", "month"]))
caps = st.builds(
    lambda limit, scope, purposes, channels: Cap(*limit, scope, purposes, channels),
    rolling | by_calendar,
    st.sampled_from(["person", "couple", "channel"]),
    st.sampled_from(OPTIONAL),
    st.sampled_from([(), ("sms",)]),
)


@st.composite
def readers(draw):
    couple = draw(st.sampled_from(sorted(COUPLES)))
    chosen = st.sampled_from([*[(one,) for one in COUPLES[couple]], COUPLES[couple][:2]])
    people = draw(chosen)
    return {"couple": couple, "people": people}


@st.composite
def items(draw, most=8):
    return tuple(
        _item(number, draw(readers()), draw) for number in range(draw(st.integers(1, most)))
    )


def _item(number, whom, draw):
    wish = draw(hours)
    end = draw(st.none() | st.integers(1, 12))
    closed = draw(st.sampled_from([(), (Window(NOW, NOW + dt.timedelta(days=4)),)]))
    return Item(
        key=number,
        purpose=draw(purposes),
        channel=draw(channels),
        **whom,
        wish=wish,
        last=end and wish + dt.timedelta(days=end),
        closed=closed,
        zone=ZONES[whom["people"][0]],
        home=HOMES[whom["couple"]],
        replies=draw(st.sampled_from([0.0, 0.04, 0.2])),
    )


@st.composite
def lefts(draw, most=4):
    return tuple(
        Left(
            at=NOW - dt.timedelta(hours=draw(st.integers(-24, WEEK))),
            purpose=draw(purposes),
            channel=draw(channels),
            **draw(readers()),
            replies=draw(st.sampled_from([0.0, 0.2])),
        )
        for _ in range(draw(st.integers(0, most)))
    )


@st.composite
def rules(draw, most=3):
    drawn = draw(st.lists(st.tuples(caps, st.sampled_from(OnExceed)), max_size=most))
    return tuple(Rule(cap._replace(key=str(n)), what) for n, (cap, what) in enumerate(drawn))


def exceeded(placed, left, cap):
    """Windows that hold too much, and something the planner was free to put elsewhere."""
    planned = [(one.at, one, one.item) for one in placed if one.at]
    units = _units([*planned, *((one.at, None, one) for one in left)], cap)
    return [window for unit in units for window in _windows(unit, cap) if _over(window, cap)]


def _over(window, cap):
    """What the contract asks for, and what has left, may be too much: the rest then keeps away."""
    ours = [one for _, one, _ in window if one]
    crowded = [one for one in ours if one.fate is Fate.KEPT and one.rule]
    optional = any(one.item.purpose in {"helpful", "marketing"} for one in ours)
    return len(window) > cap.most and (optional or (bool(ours) and not crowded))


def _units(said, cap):
    units = defaultdict(list)
    for at, one, item in said:
        if not _counted(cap, item):
            continue
        if cap.scope == "couple":
            units[item.couple].append((at, one, item))
        for person in item.people if cap.scope != "couple" else ():
            units[person, item.channel if cap.scope == "channel" else ""].append((at, one, item))
    return units.items()


def _counted(cap, item):
    daily = cap.per == "day" or (not cap.per and cap.hours <= 24)
    if item.purpose not in cap.purposes or (item.purpose == "contractual" and not daily):
        return False
    return not cap.channels or item.channel in cap.channels


def _windows(unit, cap):
    (whose, said) = unit
    if not cap.per:
        span = dt.timedelta(hours=cap.hours)
        return [[s for s in said if at <= s[0] < at + span] for at, _, _ in said]
    zone = HOMES[whose] if cap.scope == "couple" else ZONES[whose[0]]
    groups = defaultdict(list)
    for one in said:
        day = one[0].astimezone(zone).date()
        name = {"day": day, "week": day.isocalendar()[:2], "month": (day.year, day.month)}
        groups[name[cap.per]].append(one)
    return list(groups.values())
