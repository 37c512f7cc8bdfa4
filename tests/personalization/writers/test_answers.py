"""What a model provider's statuses mean."""

import pytest

from personalization.writers.answers import refusal, retry_after, unheard
from personalization.writers.protocol import Unavailable, Unusable


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_what_passes_is_worth_asking_again(status):
    assert refusal(status, "", {}) == Unavailable(f"it answered {status}")


@pytest.mark.parametrize(
    ("status", "code"),
    [(400, "invalid"), (401, ""), (402, ""), (404, ""), (429, "insufficient_quota")],
)
def test_what_a_person_must_mend_is_not(status, code):
    assert isinstance(refusal(status, code, {}), Unusable)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "99999"}, None),
        ({"retry-after-ms": "1500", "retry-after": "2"}, 1.5),
        ({"retry-after-ms": "x", "retry-after": "2"}, 2.0),
    ],
)
def test_how_long_the_provider_asks_to_wait(headers, seconds):
    assert retry_after(headers) == seconds


class ConnectError(Exception):
    pass


class ReadTimeout(Exception):
    pass


@pytest.mark.parametrize(
    ("cause", "answer"),
    [
        (ConnectError(), Unavailable("it could not be reached")),
        (ReadTimeout(), Unavailable("it did not answer in time", billed=True)),
        (None, Unavailable("it could not be reached", billed=True)),
    ],
)
def test_only_where_nothing_was_reached_nothing_is_owed(cause, answer):
    assert unheard(cause) == answer
