"""Whatever the rows hold, the values of a context are clean, known and declared."""

import datetime as dt
import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from personalization.context import Context
from personalization.fields import FIELDS
from tests.personalization.rows import PEOPLE, VENDORS, WEDDINGS


@given(PEOPLE, WEDDINGS, VENDORS, st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)))
def test_whatever_the_rows_hold_values_are_clean_known_and_declared(people, wedding, vendor, day):
    context = Context(day, vendor, {"name": "Lena & Marc"}, people[0], people, wedding)

    made = context.values()

    assert json.loads(json.dumps(made)) == made
    del made["locale"], made["made_by"]
    for group, facts in made.items():
        for name, value in facts.items():
            assert f"{group}.{name}" in FIELDS or name == "last_name"
            assert value not in (None, "", [])
            for text in value if isinstance(value, list) else [value]:
                kinds = {unicodedata.category(c) for c in str(text) if c != "\n"}
                assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
