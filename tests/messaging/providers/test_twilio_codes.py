"""Every code of Twilio's table, as an answer to a call and as the reason in a report."""

import pytest

from messaging.providers.protocol import Deferred, Misconfigured, Refused, Unknown
from messaging.providers.twilio_codes import CODES, PAUSES, Meaning, answer, kind, meaning

# code: (what the call comes to, what a report of it is called)
ROWS = {
    20003: (Misconfigured, "failed"),
    20404: (Misconfigured, "failed"),
    20429: (("rate", 1.0), "failed"),
    21211: ("address", "bounced"),
    21212: (Misconfigured, "failed"),
    21408: (("busy", 3600.0), "failed"),
    21603: (Misconfigured, "failed"),
    21606: (Misconfigured, "failed"),
    21610: ("opted_out", "suppressed"),
    21611: (("rate", 600.0), "failed"),
    21612: ("address", "bounced"),
    21614: ("address", "bounced"),
    21701: (Misconfigured, "failed"),
    21703: (Misconfigured, "failed"),
    30001: (("rate", 600.0), "failed"),
    30003: ("message", "failed"),
    30004: ("address", "bounced"),
    30005: ("address", "bounced"),
    30006: ("address", "bounced"),
    30007: ("message", "failed"),
    30008: ("message", "failed"),
    30034: (Misconfigured, "failed"),
    30450: ("message", "failed"),
    30610: ("message", "failed"),
    30640: ("message", "failed"),
    63003: ("address", "bounced"),
    63016: ("message", "failed"),
    63018: (("quota", 3600.0), "failed"),
    63021: ("message", "failed"),
    63024: ("address", "bounced"),
}


def gist(told):
    match told:
        case Refused(fault=fault):
            return fault
        case Deferred(_, seconds, cause):
            return cause, seconds
        case _:
            return type(told)


def test_every_row_of_the_table_is_tried():
    assert ROWS.keys() == CODES.keys()


@pytest.mark.parametrize("code", ROWS)
def test_what_a_code_comes_to(code):
    told = answer(429 if code == 20429 else 400, code, "so it says", None)

    assert (gist(told), kind(code)) == ROWS[code]
    assert told.reason == f"{code}: so it says"


@pytest.mark.parametrize("code", [21610, 21211, 63016, 99999])
def test_a_refusal_keeps_its_code(code):
    assert answer(400, code, "?", None).code == str(code)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, "message"),
        (401, Misconfigured),
        (403, Misconfigured),
        (404, Misconfigured),
        (429, ("rate", 1.0)),
        (500, Unknown),
        (503, Unknown),
        (302, Unknown),
        (0, Unknown),
    ],
)
def test_without_a_code_the_status_speaks(status, expected):
    assert gist(answer(status, status, "a gateway's page", None)) == expected


def test_a_failure_of_the_server_is_unknown_whatever_its_code():
    assert isinstance(answer(500, 21211, "Invalid 'To'", None), Unknown)


@pytest.mark.parametrize("why", PAUSES)
def test_it_waits_as_long_as_it_is_told(why):
    code = next(code for code, row in CODES.items() if row is why)

    assert answer(429, code, "?", 7.0).seconds == 7.0


def test_a_code_nobody_knows_is_nothing_special():
    assert (meaning(99999), kind(99999), kind(0)) == (Meaning.OTHER, "failed", "failed")
