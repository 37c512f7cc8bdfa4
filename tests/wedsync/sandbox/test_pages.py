"""The pages show what arrived, escaped, under a strict policy, and load nothing."""

import re

import pytest
import requests
from firebase_admin import messaging

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.letters import mail, post
from tests.wedsync.sandbox.providers.clients import CLIENTS
from tests.wedsync.sandbox.providers.fcm.sdk import firebase
from tests.wedsync.sandbox.receiver import Receiver
from wedsync.sandbox.client import Client

EVIL = "<script>alert(1)</script>"


def page(sandbox: Client, path: str = "/") -> requests.Response:
    return requests.get(sandbox.url + path, timeout=5)


def test_the_front_page_says_that_nothing_left_this_machine(sandbox: Client):
    assert "Sandbox: nothing here has left this machine" in page(sandbox).text
    assert "Nothing has arrived yet." in page(sandbox).text


def test_the_newest_comes_first_fifty_to_a_page(sandbox: Client):
    post(sandbox, [mail(subject=f"Mail {i}.") for i in range(60)], path="emails/batch")

    first = re.findall(r"Mail \d+\.", page(sandbox).text)
    second = re.findall(r"Mail \d+\.", page(sandbox, "/?page=2").text)

    assert first == [f"Mail {i}." for i in range(59, 9, -1)]
    assert second == [f"Mail {i}." for i in range(9, -1, -1)]


@pytest.mark.parametrize("query", ["?page=0", "?page=999", "?page=x", "?page=-1", "?q=%00%FF"])
def test_a_page_that_is_none_is_no_accident(sandbox: Client, query: str):
    assert page(sandbox, f"/{query}").status_code == 200


def test_a_mail_is_found_by_its_recipient(sandbox: Client):
    post(sandbox, [mail(f"guest{i}@example.org") for i in range(3)], path="emails/batch")

    assert re.findall(r"guest\d@example.org", page(sandbox, "/?q=GUEST1").text) == [
        "guest1@example.org"
    ]


def test_a_mail_is_shown_with_its_text_headers_links_and_reports(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url)
    post(sandbox, mail(html='<a href="https://venue.example/">x</a>', headers={"X-Kind": "menu"}))
    sandbox.settle()

    shown = page(sandbox, "/mail/1").text

    for words in ("Please choose by Friday.", "X-Kind", "https://venue.example/", "delivered"):
        assert words in shown
    assert '<iframe class="mail" src="/mail/1/html" title="The mail as HTML" sandbox>' in shown


def test_what_a_mail_brings_along_is_escaped(sandbox: Client):
    post(sandbox, mail(subject=EVIL, text=EVIL, headers={"X-Evil": EVIL}))

    assert EVIL not in page(sandbox).text + page(sandbox, "/mail/1").text
    assert EVIL not in page(sandbox, f"/?q={EVIL}").text


def test_the_frame_runs_and_loads_nothing(sandbox: Client):
    post(sandbox, mail(html=EVIL))

    answer = page(sandbox, "/mail/1/html")

    assert answer.text == EVIL
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none';")


@pytest.mark.parametrize("path", ["/", "/recipients", "/mail/1", "/static/sandbox.css", "/nothing"])
def test_every_page_has_a_policy_without_anything_inline(sandbox: Client, path: str):
    post(sandbox, mail())

    answer = page(sandbox, path)

    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|https?://", answer.text)


@pytest.mark.parametrize("path", ["/mail/9", "/mail/x", "/mail/1/html/x", "/static/../app.py"])
def test_what_is_not_there_is_not_found(sandbox: Client, path: str):
    assert page(sandbox, path).status_code == 404


def test_pages_can_only_be_read(sandbox: Client):
    assert requests.post(sandbox.url, timeout=5).status_code == 405


def test_a_mail_nobody_reports_about_says_so(sandbox: Client):
    post(sandbox, mail())

    assert "nothing reported" in page(sandbox).text


def test_a_report_under_way_is_shown_before_what_it_says(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url, retries=())
    receiver.answers = [500]
    post(sandbox, mail("suppressed@example.org"))
    sandbox.settle()
    post(sandbox, mail("bounce@example.org"))
    sandbox.settle()

    chips = re.findall(r'class="chip (\w*)">([^<]*)<', page(sandbox).text)

    assert chips == [("good", "sent"), ("bad", "bounced"), ("bad", "suppressed: gave up")]


@pytest.fixture
def of_every_channel(sandbox: Client) -> Client:
    for provider in CLIENTS:
        CLIENTS[provider](sandbox)
    return sandbox


@pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning")
@pytest.mark.parametrize(
    ("channel", "shown"),
    [
        ("", 8),
        ("Mail", 4),
        ("SMS", 1),
        ("WhatsApp", 1),
        ("Push", 2),
        ("Fax", 0),
    ],
)
def test_every_channel_has_its_tab(of_every_channel: Client, channel: str, shown: int):
    text = page(of_every_channel, f"/?channel={channel}").text

    assert len(re.findall(r'<li class="row">', text)) == shown
    assert text.count('aria-current="page"') == (0 if channel == "Fax" else 1)


@pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning")
def test_recipients_are_listed_with_what_they_were_sent(of_every_channel: Client):
    text = page(of_every_channel, "/recipients").text

    people = re.findall(r'href="/\?([^"]+)">([^<]+)</a>\s*<span class="to">([^<]+)<', text)
    assert people == [
        ("to=device-1", "device-1", "2 Push"),
        ("to=whatsapp%3A%2B14155550123", "whatsapp:+14155550123", "1 WhatsApp"),
        ("to=%2B14155550123", "+14155550123", "1 SMS"),
        ("to=ada%40example.org", "ada@example.org", "4 Mail"),
    ]
    assert page(of_every_channel, f"/?{people[1][0]}").text.count('<li class="row">') == 1


def test_a_text_message_is_known_by_how_it_begins(sandbox: Client):
    CLIENTS["twilio_sms"](sandbox)

    assert '<a class="subject" href="/mail/1">Hi</a>' in page(sandbox).text
    shown = page(sandbox, "/mail/1").text
    assert "SMS by twilio_sms" in shown
    assert "iframe" not in shown


def test_a_push_is_shown_as_the_device_is_told(sandbox: Client):
    with firebase(sandbox) as app:
        push = messaging.Message(fid="a", notification=messaging.Notification("Ceremony at 4", "É"))
        messaging.send(push, app=app)

    assert "Ceremony at 4" in page(sandbox).text
    assert "&quot;body&quot;: &quot;É&quot;" in page(sandbox, "/mail/1").text


def test_a_search_keeps_to_the_channel_and_the_recipient(sandbox: Client):
    post(sandbox, [mail(f"guest{i}@example.org") for i in range(60)], path="emails/batch")

    text = page(sandbox, "/?q=guest&channel=Mail").text

    assert 'href="/?q=guest&amp;channel=Mail&amp;page=2"' in text
    assert '<input name="channel" type="hidden" value="Mail">' in text
