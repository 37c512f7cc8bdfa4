"""Rows of vendors, people and weddings as imports leave them: half empty, half nonsense."""

import datetime as dt

from hypothesis import strategies as st

from tests.personalization.strategies import WORDS

TEXTS = st.one_of(st.none(), WORDS)
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "role": st.sampled_from(["partner_a", "partner_b", "parent"]),
            "given_name": TEXTS,
            "family_name": TEXTS,
            "language": st.sampled_from(["", "de", "pt-BR", "nonsense"]),
        }
    ),
    min_size=1,
    max_size=3,
)
WEDDINGS = st.one_of(
    st.none(),
    st.fixed_dictionaries(
        {
            "date": st.one_of(st.none(), st.dates(dt.date(1900, 1, 1), dt.date(2199, 1, 1))),
            "precision": st.sampled_from(["exact", "month", "open"]),
            "venue_name": TEXTS,
            "venue_country": st.sampled_from(["", "IT", "XX"]),
            "guests": st.one_of(st.none(), st.integers(0, 999)),
            "timezone": st.sampled_from(["", "Europe/Rome", "Nowhere/At_All", "/etc/passwd"]),
            "latitude": st.one_of(st.none(), st.floats(-90, 90)),
            "longitude": st.one_of(st.none(), st.floats(-180, 180)),
            "budget": st.one_of(st.none(), st.integers(0, 10**12)),
            "currency": st.sampled_from(["", "USD", "JPY", "XXX"]),
            "style": TEXTS,
        }
    ),
)
VENDORS = st.fixed_dictionaries(
    dict.fromkeys(("name", "kind", "locale", "signature", "website", "accent", "logo"), TEXTS)
)
