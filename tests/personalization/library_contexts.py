"""Couples for the library: three to read, and hundreds nobody would think of."""

import datetime as dt
import random

from personalization.context import Context, with_links
from personalization.programme import Event
from tests.personalization.test_context import VENDOR

DAY = dt.date(2027, 6, 12)
ADDRESS = {"postal_address": "12 Rue du Lac", "website": "https://lumen.example"}
HOUSE = {**VENDOR, **ADDRESS, "phone": "+41 61 555 01 23", "sender_email": "hi@lumen.example"}
LEAN = {**VENDOR, "postal_address": "12 Rue du Lac", "website": "", "phone": "", "signature": ""}
OVERSEAS = {**LEAN, "country": "US", "timezone": "America/New_York"}
LENA = {"role": "partner_a", "given_name": "Lena", "family_name": "Hoffmann"}
MARC = {"role": "partner_b", "given_name": "Marc", "family_name": "Rossi"}
PLANNER = {"role": "planner", "given_name": "Ruth", "family_name": "Ide"}
VILLA = {"venue_name": "Villa Aurora", "venue_city": "Como", "venue_country": "IT"}
PROGRAMME = (
    Event("ceremony", DAY, dt.time(15)),
    Event("reception", DAY, dt.time(17, 30)),
    Event("brunch", DAY + dt.timedelta(1), dt.time(11)),
)
DISTANCE = {"inquiry": -300, "planning": -200, "upcoming": -20, "day_of": 0, "post_wedding": 40}


def values(context):
    links = {"unsubscribe": "https://x.test/u", "preferences": "https://x.test/p"}
    return with_links(context.values(), **links)


def three(message):
    """Everything known; hardly anything known; far away, many guests, short notice."""
    client = {"name": "Lena & Marc"}
    known = {"date": DAY, "precision": "exact", "style": "garden party", "guests": 60, **VILLA}
    days = 365 if message.timing["anchor"] == "anniversary" else DISTANCE[message.stage]
    full = Context(
        DAY + dt.timedelta(days), HOUSE, client, LENA, [LENA, MARC], known, events=PROGRAMME
    )
    sparse = Context(DAY, LEAN, client, {"role": "partner_a"})
    far = {**known, "guests": 220, "timezone": "Europe/Rome"}
    days = days if days >= 0 else max(days, -24)
    today, ours = DAY + dt.timedelta(days), [LENA, MARC, PLANNER]
    at = dt.datetime.combine(today, dt.time(15), dt.UTC)
    rush = Context(today, OVERSEAS, client, PLANNER, ours, far, now=at)
    return {"full": values(full), "sparse": values(sparse), "far": values(rush)}


def hundreds(count=500, seed=4):
    """The same every time, and from full to empty."""
    chance = random.Random(seed)
    return [values(_any(chance)) for _ in range(count)]


def _any(chance):
    def maybe(*found):
        return chance.choice([None, *found])

    names = maybe("Lena", "Zoë", "李娜", "José María"), maybe("Marc", "O'Neil", "Anne-Marie")
    people = [
        {**one, "given_name": name, "language": chance.choice(["", "de", "fr", "ar"])}
        for one, name in zip((LENA, MARC), names, strict=True)
    ]
    wedding = maybe(
        {
            "date": maybe(DAY, dt.date(2028, 2, 29)),
            "precision": chance.choice(["exact", "exact", "month", "open"]),
            "venue_name": maybe("Villa Aurora", "The Old Mill, Barn 2"),
            "venue_city": maybe("Como", "St. Ives"),
            "venue_country": chance.choice(["", "IT", "XX"]),
            "guests": maybe(0, 1, 2, 12, 60, 119, 151, 320),
            "style": maybe("garden party", ""),
        }
    )
    return Context(
        today=DAY + dt.timedelta(chance.choice([-700, -200, -49, -14, -7, -1, 0, 1, 13, 40, 730])),
        vendor=chance.choice([HOUSE, LEAN]),
        client={"name": "Ana & Bo"},
        person=chance.choice([*people, PLANNER, {"role": "parent"}]),
        people=people,
        wedding=wedding,
        events=chance.sample(PROGRAMME, chance.choice([0, 0, 1, 3])),
    )
