"""Couples we know and rows about them, without a database."""

import datetime as dt
from uuid import UUID

from crm_connectors.cautious import Guard
from crm_connectors.plan import plan
from crm_connectors.recognise import Couple, Known, Ours, Stored
from crm_connectors.records import CoupleRecord, PersonRecord, WeddingRecord, stated
from crm_connectors.translate import Translated

JUNE = dt.date(2027, 6, 12)
TODAY = dt.date(2026, 11, 2)
GUARD = Guard(TODAY)
LENA = PersonRecord("partner_a", "Lena", "Ortiz", "lena@example.com")
MARC = PersonRecord("partner_b", "Marc")
RECORD = CoupleRecord("J-1", "", (LENA, MARC), WeddingRecord(JUNE, "exact", guests=120))
FIELDS = ("life", "venue_name", "venue_city", "venue_country", "timezone", "currency", "style")
BLANK = dict.fromkeys(FIELDS, "") | {
    "guests": None,
    "budget": None,
    "latitude": None,
    "longitude": None,
    "precision": "open",
}
NOBODY = dict.fromkeys(("given_name", "family_name", "email", "phone", "language"), "")


def stored(record):
    """What our tables hold after this record came in."""
    people = {p.role: Stored(UUID(int=n), NOBODY | stated(p)) for n, p in enumerate(record.people)}
    ours = Ours(
        Stored(UUID(int=8), {"name": record.name or "Lena & Marc"}),
        Stored(UUID(int=9), BLANK | {"date": None} | stated(record.wedding)),
        people,
    )
    names = frozenset({"lena", "marc"})
    date, precision = record.wedding.date, record.wedding.precision
    ids = frozenset({record.external_id} - {""})
    return Couple("w1", names, date, precision, frozenset({LENA.email}), ids, ours)


def fates(*records, known=None, guard=GUARD):
    rows = [Translated(number, record) for number, record in enumerate(records, start=2)]
    return plan(rows, known or Known(), guard)


def meeting(record, before=RECORD, guard=GUARD):
    known = Known()
    known.add(stored(before))
    (fate,) = fates(record, known=known, guard=guard)
    return fate
