"""Every message of the library fits every couple: nothing is ever empty, None or unresolved."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.context import Context, with_links
from personalization.coverage import coverage
from personalization.install_library import messages
from personalization.publish import compile_all
from personalization.render import render
from tests.personalization.rows import PEOPLE, WEDDINGS
from tests.personalization.test_context import VENDOR

LIBRARY = [
    pytest.param(compiled, id=f"{message.key}-{compiled['language']}-{draft.key}")
    for message in messages()
    for draft, compiled in zip(
        message.variants, compile_all(message.variants, purpose=message.purpose), strict=True
    )
]
ADDRESS = {"postal_address": "12 Rue du Lac", "website": "https://lumen.example"}
BROKEN = re.compile(r"\bnone\b|\bnan\b|\{\{|\{%|Hi ,|Dear ,|Hi there there| ,|  \.|\$|&amp;amp;")


@pytest.mark.parametrize("mail", LIBRARY)
@given(st.data())
def test_it_reads_well_for_whomever_it_is(mail, data):
    people = data.draw(PEOPLE.map(lambda many: [{**one, "given_name": "Ana"} for one in many]))
    wedding = data.draw(WEDDINGS)
    if wedding:
        wedding = {**wedding, "venue_name": data.draw(st.sampled_from([None, "Villa Aurora"]))}
    day = data.draw(st.dates())
    context = Context(
        today=day.replace(year=2027, day=1),
        vendor={**VENDOR, **data.draw(st.sampled_from([ADDRESS, {**ADDRESS, "website": ""}]))},
        client={"name": "Ana & Bo"},
        person=data.draw(st.sampled_from([people[0], {"role": "parent"}])),
        people=people,
        wedding=wedding,
    )
    values = with_links(
        context.values(), unsubscribe="https://x.test/u", preferences="https://x.test/p"
    )

    content = render(mail, values)

    for part in (content.subject, content.preheader, content.text):
        assert not BROKEN.search(part), part


@pytest.mark.parametrize("mail", LIBRARY)
def test_it_needs_nothing_but_the_vendors_own_address(mail):
    assert set(mail["required"]) <= {"vendor.postal_address"}


@pytest.mark.parametrize("mail", LIBRARY)
def test_nobody_is_held_for_want_of_a_fact(mail):
    bare = Context(
        today=dt.date(2027, 1, 1),
        vendor={**VENDOR, **ADDRESS},
        client={"name": "Ana & Bo"},
        person={"role": "partner_a"},
    )

    assert coverage(mail, [bare.values()]).held == ()
