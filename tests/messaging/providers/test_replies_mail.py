"""People who answer a mail, by the sandbox's real posts: read, verified, each the same twice."""

import base64
import json
from urllib.parse import parse_qsl, urlencode

import pytest
from django.utils.timezone import now

from messaging.providers.protocol import BadWebhook, Hook
from messaging.route import providers
from tests.wedsync.sandbox.receiver import receiving
from wedsync.sandbox.config import (
    MAILGUN_SIGNING_KEY,
    RESEND_SECRET,
    SENDGRID_INBOUND_PASSWORD,
    SENDGRID_PUBLIC_KEY,
)
from wedsync.sandbox.serving import serving

SECRETS = {
    "resend": RESEND_SECRET,
    "mailgun": MAILGUN_SIGNING_KEY,
    "sendgrid": SENDGRID_INBOUND_PASSWORD,
}
LETTER = {
    "from_": "Lena Ortiz <Lena@example.com>",
    "to": "Fern <reply+17@fern.example>",
    "subject": "Re: Your menu — é",
    "text": "Fish, please. ½\n\nOn Friday Vera wrote:\n> Fish or meat?",
    "in_reply_to": "<7@fern.example>",
}
every_provider = pytest.mark.parametrize("key", sorted(SECRETS))


@pytest.fixture(scope="module")
def desk():
    with receiving() as receiver, serving(webhook_url=receiver.url, couriers=1) as sandbox:
        yield sandbox, receiver


@pytest.fixture
def written(desk, settings):
    """What comes in when somebody writes."""
    sandbox, receiver = desk
    settings.RESEND_API_URL = sandbox.resend_url
    sandbox.reset()

    def write(key, **changed):
        receiver.got.clear()
        sandbox.inbound(provider=key, **LETTER | changed)
        sandbox.settle()
        [got] = receiver.got
        return Hook(f"https://x.example{got.path}", got.headers, got.body)

    return write


def read(key, hook, secret=None):
    [reply] = providers()[key].read_webhook(secret or SECRETS[key], hook, now())
    if not reply.announced:
        return reply
    return providers()[key].fetch({"api_key": "re_test"}, reply)


@every_provider
def test_a_reply_is_who_wrote_what_to_whom(written, key):
    reply = read(key, written(key))

    assert (reply.sender, reply.to) == ("lena@example.com", "reply+17@fern.example")
    assert (reply.subject, reply.text) == ("Re: Your menu — é", "Fish, please. ½")
    assert (reply.answers, reply.channel, reply.automatic) == ("7@fern.example", "email", False)
    assert not reply.announced


@every_provider
def test_a_letter_without_text_has_words(written, key):
    assert read(key, written(key, text="", html="<p>Fish</p>")).text == "Fish"


@every_provider
def test_an_absence_note_is_marked(written, key):
    assert read(key, written(key, subject="Automatic reply: Your menu")).automatic


@every_provider
def test_the_same_post_has_the_same_key(written, key):
    hook = written(key)

    assert read(key, hook).event_key == read(key, hook).event_key


@every_provider
def test_without_the_secret_it_is_nobodys(written, key):
    with pytest.raises(BadWebhook):
        read(key, written(key), secret="whsec_AAAAAAAAAAAAAAAAAAAAAAAA")


def test_mailguns_fields_without_its_signature_are_nothing(written):
    hook = written("mailgun")
    fields = dict(parse_qsl(hook.body.decode()))
    for missing in ("token", "timestamp", "signature", "from", "recipient"):
        rest = {name: text for name, text in fields.items() if name != missing}
        with pytest.raises(BadWebhook):
            read("mailgun", Hook(hook.url, hook.headers, urlencode(rest).encode()))


@pytest.mark.parametrize("headers", ["nothing", "[1]", "{}"])
def test_headers_that_are_none_are_refused(written, headers):
    hook = written("mailgun")
    fields = dict(parse_qsl(hook.body.decode())) | {"message-headers": headers}

    try:
        read("mailgun", Hook(hook.url, hook.headers, urlencode(fields).encode()))
    except BadWebhook:
        assert headers != "{}"


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Basic",
        "Basic ***",
        "Bearer " + base64.b64encode(f"x:{SENDGRID_INBOUND_PASSWORD}".encode()).decode(),
        "Basic " + base64.b64encode(SENDGRID_INBOUND_PASSWORD.encode()).decode(),
        "Basic " + base64.b64encode(b"sendgrid:").decode(),
        "Basic " + base64.b64encode(f"sendgrid:{SENDGRID_PUBLIC_KEY}".encode()).decode(),
    ],
)
def test_sendgrids_door_opens_to_its_password_alone(written, authorization):
    hook = written("sendgrid")
    headers = {**hook.headers, "authorization": authorization}

    for secret in (SENDGRID_INBOUND_PASSWORD, SENDGRID_PUBLIC_KEY):
        with pytest.raises(BadWebhook):
            read("sendgrid", Hook(hook.url, headers, hook.body), secret)


def parsed(hook, **fields):
    """The same post with other fields; what is None is left out."""
    boundary, told = (
        "xYzZY",
        {"envelope": json.dumps({"to": ["a@b.example"]}), "from": "c@d.example"},
    )
    told |= {"headers": "Message-Id: <1@d.example>\n", "text": "Jä"} | fields
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + text.encode("latin-1")
        + b"\r\n"
        for name, text in told.items()
        if text is not None
    )
    return Hook(hook.url, hook.headers, body + f"--{boundary}--\r\n".encode())


@pytest.mark.parametrize(
    ("charsets", "text"),
    [
        ('{"text": "iso-8859-1"}', "Jä"),
        ('{"text": "UTF-8"}', "J\ufffd"),
        ('{"text": "klingon"}', "J\ufffd"),
        ('{"text": 1}', "J\ufffd"),
        ("nothing", "J\ufffd"),
        (None, "J\ufffd"),
    ],
)
def test_sendgrid_tells_the_encoding_of_each_field(written, charsets, text):
    hook = parsed(written("sendgrid"), charsets=charsets)

    assert read("sendgrid", hook).text == text


@pytest.mark.parametrize(
    "missing", [{"headers": None}, {"envelope": None}, {"envelope": "{}"}, {"from": None}], ids=str
)
def test_what_sendgrid_did_not_parse_is_refused(written, missing):
    with pytest.raises(BadWebhook):
        read("sendgrid", parsed(written("sendgrid"), **missing))


def test_a_letter_without_an_id_is_known_by_its_bytes(written):
    hook = written("sendgrid")
    keys = {
        read("sendgrid", parsed(hook, headers="X: y\n", text=text)).event_key
        for text in ("a", "a", "b")
    }

    assert len(keys) == 2


RECEIVING = "/resend/emails/receiving/"


@pytest.mark.parametrize(
    "effect",
    [
        {"status": 500},
        {"status": 429},
        {"status": 401},
        {"drop": "before"},
        {"bad_json": True},
        {"status": 200, "body": []},
    ],
    ids=str,
)
def test_what_cannot_be_fetched_now_is_fetched_later(desk, written, effect):
    sandbox, _ = desk
    hook = written("resend")
    sandbox.fault(RECEIVING, **effect)

    assert read("resend", hook) is None
    assert read("resend", hook).text == "Fish, please. ½"


def test_a_letter_that_is_gone_was_there_all_the_same(desk, written):
    sandbox, _ = desk
    hook = written("resend")
    sandbox.fault(RECEIVING, status=404)

    reply = read("resend", hook)

    assert (reply.sender, reply.subject, reply.text) == ("lena@example.com", LETTER["subject"], "")
    assert not reply.announced


@pytest.mark.parametrize(
    "headers",
    [
        [{"name": "In-Reply-To", "value": "<7@fern.example>"}],
        {"In-Reply-To": ["<7@fern.example>", "<8@fern.example>"]},
    ],
    ids=["a list of names", "a list of values"],
)
def test_headers_come_in_two_ways(desk, written, headers):
    sandbox, _ = desk
    hook = written("resend")
    body = {"from": "lena@example.com", "text": "Fish", "headers": headers}
    sandbox.fault(RECEIVING, status=200, body=body)

    assert read("resend", hook).answers == "7@fern.example"
