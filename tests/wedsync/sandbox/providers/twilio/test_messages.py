"""Messages as Twilio's own client creates, reads and lists them."""

from datetime import UTC, datetime

import pytest
import requests
from twilio.base.exceptions import TwilioException, TwilioRestException

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.providers.twilio.sdk import ACCOUNT, GUEST, SERVICE, VENUE, twilio
from wedsync.sandbox.client import Client

CHAT, SHOP = f"whatsapp:{GUEST}", f"whatsapp:{VENUE}"


def test_a_message_is_accepted_and_has_no_price_yet(sandbox: Client):
    made = twilio(sandbox).messages.create(to=GUEST, from_=VENUE, body="See you at 4 pm 😀")

    assert (made.status, made.num_segments, made.price) == ("queued", "1", None)
    [line] = sandbox.accepted(provider="twilio_sms")
    assert (line["id"], line["to"], line["from"]) == (made.sid, [GUEST], VENUE)
    assert [entry["status"] for entry in sandbox.journal()] == [201]


def test_a_service_does_not_know_sender_and_segments_yet(sandbox: Client):
    made = twilio(sandbox).messages.create(to=GUEST, messaging_service_sid=SERVICE, body="Hi")

    assert (made.status, made.num_segments, made.from_) == ("accepted", "0", None)
    assert made.messaging_service_sid == SERVICE


def test_once_sent_it_has_its_price_by_segment(sandbox: Client):
    client = twilio(sandbox)
    made = client.messages.create(to=GUEST, messaging_service_sid=SERVICE, body="x" * 161)

    read = client.messages(made.sid).fetch()

    assert (read.status, read.num_segments, read.price) == ("delivered", "2", "-0.01660")
    assert (read.body, read.price_unit, read.error_code) == ("x" * 161, "USD", None)


def test_before_it_is_sent_it_waits(start: Start):
    sandbox = start(tempo=1000.0)
    client = twilio(sandbox)
    made = client.messages.create(to=GUEST, from_=VENUE, body="Hi")

    waiting = client.messages(made.sid).fetch()
    sandbox.clock(150)
    sent = client.messages(made.sid).fetch()

    assert [(one.status, one.price) for one in (waiting, sent)] == [
        ("queued", None),
        ("sent", "-0.00830"),
    ]


def test_the_list_is_by_both_numbers_newest_first_over_pages(sandbox: Client):
    client = twilio(sandbox)
    for text in ("one", "two", "three"):
        client.messages.create(to=GUEST, from_=VENUE, body=text)
    client.messages.create(to=GUEST, from_="+14155550199", body="of another")
    client.messages.create(to="+14155550124", from_=VENUE, body="to another")

    found = client.messages.list(to=GUEST, from_=VENUE, page_size=2)

    assert [one.body for one in found] == ["three", "two", "one"]


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"to": "+15005550001"}, 400, 21211),
        ({"to": "+15005550002"}, 400, 21612),
        ({"to": "+15005550003"}, 400, 21408),
        ({"to": "+15005550004"}, 400, 21610),
        ({"to": "+15005550009"}, 400, 21614),
        ({"to": "+15005550029"}, 429, 20429),
        ({"to": "555"}, 400, 21211),
        ({"to": ""}, 400, 21604),
        ({"to": VENUE}, 400, 21266),
        ({"to": f"whatsapp:{GUEST}"}, 400, 21910),
        ({"from_": "+15005550008"}, 400, 21611),
        ({"from_": "Vera"}, 400, 21212),
        ({"from_": ""}, 400, 21603),
        ({"body": ""}, 400, 21602),
        ({"body": "x" * 1601}, 400, 21617),
        ({"validity_period": 36001}, 400, 20001),
        ({"status_callback": "here"}, 400, 21609),
        ({"media_url": ["https://a.example/b.png"]}, 400, 20001),
        ({"content_sid": f"HX{9:032x}"}, 400, 21655),
        ({"content_sid": f"HX{1:032x}", "content_variables": "{"}, 400, 21656),
    ],
)
def test_what_is_wrong_is_refused_in_twilios_words(sandbox: Client, changed, status, code):
    with pytest.raises(TwilioRestException) as caught:
        twilio(sandbox).messages.create(**{"to": GUEST, "from_": VENUE, "body": "Hi"} | changed)

    assert (caught.value.status, caught.value.code) == (status, code)
    assert sandbox.accepted() == []


def test_another_token_is_turned_away(sandbox: Client):
    with pytest.raises(TwilioRestException) as caught:
        twilio(sandbox, "wrong").messages.create(to=GUEST, from_=VENUE, body="Hi")

    assert (caught.value.status, caught.value.code) == (401, 20003)


def test_what_is_not_there_is_not_found(sandbox: Client):
    with pytest.raises(TwilioRestException) as caught:
        twilio(sandbox).messages("SM404").fetch()

    assert (caught.value.status, caught.value.code) == (404, 20404)


def test_after_a_lost_answer_the_list_knows_what_was_accepted(sandbox: Client):
    client = twilio(sandbox)
    sandbox.fault(f"/twilio/api/2010-04-01/Accounts/{ACCOUNT}", drop="after")

    with pytest.raises(requests.ConnectionError):
        client.messages.create(to=GUEST, from_=VENUE, body="Hi")

    [line] = sandbox.accepted()
    assert [one.sid for one in client.messages.list(to=GUEST)] == [line["id"]]


def test_templates_and_prices_are_read(sandbox: Client):
    client = twilio(sandbox)

    templates = client.content.v1.contents.list()
    country = client.pricing.v1.messaging.countries("de").fetch()

    one = client.content.v1.contents(templates[0].sid).fetch()
    assert (one.friendly_name, sorted(one.variables)) == ("reminder", ["1", "2", "3"])
    assert (country.iso_country, country.price_unit) == ("DE", "USD")
    assert country.outbound_sms_prices[0]["prices"][0]["current_price"] == "0.1121"


def test_the_list_is_newest_first_in_pages_with_what_tells_one_from_another(sandbox: Client):
    client = twilio(sandbox)
    for number in range(5):
        client.messages.create(to=GUEST, from_=VENUE, body=f"Hi {number}")
    client.messages.create(to=GUEST, from_="+14155550199", body="Another sender")

    found = client.messages.list(to=GUEST, from_=VENUE, page_size=2)

    assert [one.body for one in found] == [f"Hi {number}" for number in (4, 3, 2, 1, 0)]
    now = sandbox.clock()["now"]
    assert all(now - 60 < one.date_created.timestamp() <= now for one in found)
    paths = [entry["path"] for entry in sandbox.journal() if entry["method"] == "GET"]
    assert len(paths) == 3


@pytest.mark.parametrize(("to", "sender"), [(GUEST, VENUE), (CHAT, SHOP)])
def test_what_was_accepted_is_listed_only_when_the_lag_is_over(
    sandbox: Client, to: str, sender: str
):
    client = twilio(sandbox)
    made = client.messages.create(to=to, from_=sender, body="Hi")
    sandbox.listing_lag(60)

    too_early = client.messages.list(to=to, from_=sender)
    sandbox.clock(61)

    assert too_early == []
    assert [one.sid for one in client.messages.list(to=to, from_=sender)] == [made.sid]


def test_a_filter_it_does_not_speak_is_refused_rather_than_forgotten(sandbox: Client):
    with pytest.raises(TwilioException, match="DateSent"):  # of a list it raises the plain one
        twilio(sandbox).messages.list(date_sent_after=datetime(2026, 6, 1, tzinfo=UTC))
