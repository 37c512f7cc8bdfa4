"""A feed at an address that somebody typed: fetched patiently, and never from inside."""

import pytest

from crm_connectors.feed import LARGEST, MOST_REDIRECTS, Feed
from crm_connectors.network import Denied, Later, Odd
from tests.crm_connectors.calendars import shelf
from wedsync.lib.refusal import Refusal


@pytest.fixture
def there(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    with shelf() as server:
        yield server


def feed(url, slept=None):
    return Feed(url, sleep=(slept if slept is not None else []).append, tries=3)


def test_it_is_fetched_whole(there):
    assert feed(there.put("Märchen".encode())).get("") == "Märchen"


def test_it_may_have_moved(there):
    there.put(b"here")
    there.answers["/old"] = (301, {"Location": "/bookings.ics"}, b"")

    assert feed(there.url("/old")).get("") == "here"


def test_it_may_not_lead_us_in_circles_nor_inside(there):
    there.answers["/round"] = (302, {"Location": "/round"}, b"")
    there.answers["/in"] = (302, {"Location": "http://10.0.0.1/secret"}, b"")
    there.answers["/ftp"] = (302, {"Location": "ftp://example.com/x"}, b"")

    with pytest.raises(Odd):
        feed(there.url("/round")).get("")
    assert there.asked == ["/round"] * (MOST_REDIRECTS + 1)
    with pytest.raises(Later, match="public internet"):
        feed(there.url("/in")).get("")
    with pytest.raises(Refusal):
        feed(there.url("/ftp")).get("")


@pytest.mark.parametrize(("status", "error"), [(401, Denied), (410, Denied), (404, Odd)])
def test_a_closed_one_is_not_asked_twice(there, status, error):
    there.answers["/x"] = (status, {}, b"")

    with pytest.raises(error):
        feed(there.url("/x")).get("")

    assert there.asked == ["/x"]


def test_a_weak_one_is_asked_again_and_then_later(there):
    there.answers["/x"], slept = (503, {}, b""), []

    with pytest.raises(Later, match="answered 503"):
        feed(there.url("/x"), slept).get("")

    assert (len(there.asked), len(slept)) == (3, 3)


def test_one_that_asks_for_time_gets_it(there):
    there.answers["/x"] = (429, {"Retry-After": "90"}, b"")

    with pytest.raises(Later) as later:
        feed(there.url("/x")).get("")

    assert later.value.seconds == 90


def test_one_without_an_end_is_refused(there):
    with pytest.raises(Odd, match="10 MB"):
        feed(there.put(b"x" * (LARGEST + 10))).get("")


def test_nothing_is_written_there(there):
    with pytest.raises(Odd):
        feed(there.put(b"x")).send("POST", "", {})


def test_webcal_is_https():
    with pytest.raises(Refusal):
        feed("webcal://user:secret@example.com/x.ics")
    assert feed("webcal://example.com/x.ics")._url == "https://example.com/x.ics"
