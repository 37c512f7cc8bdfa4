"""What Resend takes for a mail, and what it answers to the rest."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wedsync.sandbox.letters import mail
from wedsync.sandbox.ledger import Draft
from wedsync.sandbox.providers.resend.mail import address, read
from wedsync.sandbox.providers.resend.refusal import Refused

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
fields = st.sampled_from([
    "from", "to", "cc", "bcc", "reply_to", "subject", "html", "text", "headers", "tags",
    "attachments", "scheduled_at",
])  # fmt: skip


@given(st.dictionaries(fields, json_values))
def test_whatever_comes_is_read_or_refused(changed):
    draft = None

    with suppress(Refused):
        draft = read(mail() | changed, key="", batch=False)

    assert draft is None or all(address(to) == to for to in draft.to)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"from": ""}, "missing_required_field"),
        ({"from": "Vera"}, "invalid_from_address"),
        ({"to": []}, "missing_required_field"),
        ({"to": ["ada@example"]}, "validation_error"),
        ({"to": ["zoë@example.org"]}, "validation_error"),
        ({"to": ["a@b.example, c@d.example"]}, "validation_error"),
        ({"to": ["ada@example.org\n"]}, "validation_error"),
        ({"to": [f"guest{i}@example.org" for i in range(51)]}, "validation_error"),
        ({"to": 5}, "validation_error"),
        ({"cc": "nobody"}, "validation_error"),
        ({"subject": None}, "missing_required_field"),
        ({"subject": "Hi\nBcc: all@example.org"}, "validation_error"),
        ({"text": ""}, "missing_required_field"),
        ({"html": ["<p>"]}, "validation_error"),
        ({"headers": {"X-N": 1}}, "validation_error"),
        ({"headers": {"X-N": "a\r\nBcc: x"}}, "validation_error"),
        ({"tags": [{"name": "a b", "value": "c"}]}, "validation_error"),
        ({"tags": [{"name": "a", "value": "x" * 257}]}, "validation_error"),
        ({"tags": ["a"]}, "validation_error"),
        ({"attachments": [{"filename": "x.pdf"}]}, "invalid_attachment"),
        ({"scheduled_at": "in 1 min"}, "validation_error"),
    ],
)
def test_a_mail_with_a_fault_is_refused_by_its_name(changed: dict[str, Any], name: str):
    with pytest.raises(Refused) as refused:
        read(mail() | changed, key="", batch=False)

    assert (refused.value.status, refused.value.name) == (422, name)


def test_attachments_are_named_alone_and_refused_in_a_batch():
    letter = mail(attachments=[{"filename": "menu.pdf", "content": "eA=="}])

    assert read(letter, key="", batch=False).further["attachments"] == ["menu.pdf"]
    with pytest.raises(Refused):
        read(letter, key="", batch=True)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("ada@example.org", "ada@example.org"),
        ("Ada <ada@example.org>", "ada@example.org"),
        ('"Lovelace, Ada" <ada@example.org>', "ada@example.org"),
        ("ada+menu@example.xn--p1ai", "ada+menu@example.xn--p1ai"),
        ("Ada", ""),
        ("Ada <ada>", ""),
        ("<ada@example.org> Ada", ""),
    ],
)
def test_an_address_may_carry_a_name(text: str, bare: str):
    assert address(text) == bare


def test_fifty_recipients_are_one_mail():
    people = [f"guest{i}@example.org" for i in range(50)]

    draft: Draft = read(mail(people), key="", batch=False)

    assert draft.to == tuple(people)
