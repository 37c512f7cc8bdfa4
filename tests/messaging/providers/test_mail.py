"""What no mail may hold, whoever carries it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.providers.mail import digest, flaw, own_id, written
from messaging.providers.protocol import Refused
from messaging.route import providers
from tests.messaging.providers.letters import one

MAILERS = [found for found in providers().values() if "email" in found.channels]
HEADERS = ["subject", "sender", "reply_to"]
every_mailer = pytest.mark.parametrize("provider", MAILERS, ids=lambda found: found.key)

CREDENTIALS = {"api_key": "key", "domain": "mg.example.com", "host": "127.0.0.1"}


@pytest.mark.parametrize("field", HEADERS)
@given(
    before=st.text(max_size=5),
    end=st.sampled_from("\r\n\v\f\0\x1b\x85\u2028\u2029"),
    after=st.text(max_size=5),
)
def test_a_line_end_in_a_header_is_refused(field, before, end, after):
    call = one(**{field: f"{before}{end}{after} <hello@fern.example>"})

    assert isinstance(flaw(call), Refused)


@pytest.mark.parametrize("headers", [{"X-A": "b\nBcc: x@example.com"}, {"X-A\nBcc": "b"}])
def test_so_is_one_in_a_header_of_ours(headers):
    assert isinstance(flaw(one(headers=headers)), Refused)


@pytest.mark.parametrize(
    "to",
    [
        *("", "lena", "@example.com", "lena@", "a@b@example.com", "lena @example.com"),
        *("a@example.com,b@example.com", "a@example.com;b@example.com", "a@example.com\n"),
        *("Lena <lena@example.com>", f"{'a' * 250}@example.com"),
    ],
)
def test_whoever_is_not_one_address_is_not_written_to(to):
    assert flaw(one(to)) == Refused("its address isn't one", fault="address")


def test_a_sender_without_an_address_sends_nothing():
    assert isinstance(flaw(one(sender="Fern Hall")), Refused)


def test_a_good_mail_has_no_flaw():
    assert flaw(one(subject="Żółć, 結婚, 💍")) is None


def test_what_cannot_be_written_is_refused_and_has_a_digest():
    def write(batch):
        raise UnicodeEncodeError("utf-8", "x", 0, 1, "no")

    assert isinstance(written(one(), write), Refused)
    assert len(digest(one(), write)) == 32


def test_a_mail_names_its_call_in_its_id():
    call = one()

    assert own_id(call) == f"{call.key}@fern.example"


def test_a_domain_in_other_letters_is_written_in_ours():
    call = one(sender="Bodas <hola@cañón.example>")

    assert own_id(call) == f"{call.key}@xn--can-8la8b.example" or own_id(call).isascii()


@every_mailer
@pytest.mark.parametrize("changed", [{"subject": "Hi\nBcc: x@example.com"}, {"to": "a@x,b@x"}])
def test_nothing_flawed_leaves_and_nothing_breaks(sandbox, provider, changed):
    call = one(**changed)

    assert isinstance(provider.hand_over(CREDENTIALS, call), Refused)
    assert len(provider.digest(call)) == 32
    assert sandbox.accepted() == []
    assert sandbox.journal() == []


@every_mailer
def test_the_same_call_has_the_same_digest(provider):
    call = one()

    assert provider.digest(call) == provider.digest(call)
    assert provider.digest(call) != provider.digest(one())
