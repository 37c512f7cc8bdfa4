"""Facts of every kind, for laws about gates."""

import datetime as dt

from hypothesis import strategies as st

from messaging.policy.facts import Cap, Facts, Purpose, Sent
from messaging.policy.hours import EVERY_DAY, Quiet
from messaging.policy.law import ROWS

NOON = dt.datetime(2027, 6, 19, 12, tzinfo=dt.UTC)
CHANNELS = ("email", "sms", "whatsapp", "push", "in_app")
ZONES = (
    "UTC",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Mars/Olympus",
)
PLACES = sorted({row.place for row in ROWS} | {"US", "US-CA", "XX"})

instants = st.integers(-500_000, 500_000).map(lambda minutes: NOON + dt.timedelta(minutes=minutes))
near = st.integers(-5_000, 5_000).map(lambda minutes: NOON + dt.timedelta(minutes=minutes))
windows = st.tuples(near, st.integers(1, 4_000)).map(
    lambda pair: (pair[0], pair[0] + dt.timedelta(minutes=pair[1]))
)
times = st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 15, 30]))
weekdays = st.just(EVERY_DAY) | st.sets(st.sampled_from(EVERY_DAY)).map(sorted).map(tuple)
dates = st.dates(dt.date(2026, 6, 1), dt.date(2028, 6, 1))
quiet = st.builds(Quiet, times, times, weekdays, st.lists(dates, max_size=3).map(tuple))
sent = st.builds(Sent, near, st.sampled_from(Purpose), st.sampled_from(CHANNELS), st.booleans())
rolling = st.tuples(st.integers(0, 4), st.integers(1, 24 * 7))
by_calendar = st.tuples(st.integers(0, 4), st.just(0), st.sampled_from(["day", "week", "month"]))
caps = st.builds(
    lambda limit, scope, purposes: Cap(*limit)._replace(scope=scope, purposes=purposes),
    rolling | by_calendar,
    st.sampled_from(["person", "couple", "channel"]),
    st.sampled_from([("helpful", "marketing"), ("contractual", "helpful", "marketing")]),
)
money = st.none() | st.integers(-1_000, 10_000)


def tuples(elements, most=3):
    return st.lists(elements, max_size=most).map(tuple)


facts = st.builds(
    Facts,
    now=near | instants,
    purpose=st.sampled_from(Purpose),
    channel=st.sampled_from(CHANNELS),
    address=st.sampled_from(["", "lena@example.com", "+13055550123", "no address"]),
    consent=st.sampled_from(["", "granted", "revoked"]),
    suppressed=st.sampled_from(["", "bounced"]),
    life=st.sampled_from(["", "booked", "postponed", "cancelled", "separated", "bereaved"]),
    new_date=st.booleans(),
    protected=tuples(windows),
    expires_at=st.none() | near,
    vendor_paused=st.booleans(),
    switched_off=st.sampled_from(["", "SMS is down"]),
    zones=tuples(st.sampled_from(ZONES)),
    places=tuples(st.sampled_from(PLACES)),
    hours=tuples(quiet, 2),
    saturday_blanket=st.booleans(),
    recent=tuples(sent, 8),
    caps=tuples(caps, 2),
    cost_micros=money,
    budget_left_micros=money,
    budget_renews_at=st.none() | near,
    peak=tuples(windows),
    peak_keep=st.integers(0, 100),
    invites_reply=st.booleans(),
    lot=st.integers(0, 99),
    window_until=st.none() | near,
    has_template=st.booleans(),
    awaits_approval=st.booleans(),
    words_wait=st.booleans(),
    held_out=st.booleans(),
    missing=tuples(st.sampled_from(["wedding.venue", "vendor.city", "couple.dog"]), 5),
)
