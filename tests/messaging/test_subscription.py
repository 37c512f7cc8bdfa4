"""What a stranger's browser gives out, and what of it is taken."""

import pytest

from messaging.subscription import MARK, NoSubscription, name_of, raw, read_subscription
from wedsync.sandbox.providers.webpush.device import device

KEYS = device("ada").subscription("")["keys"]
GIVEN = {"endpoint": "https://push.example/s/abc", **KEYS}


def test_a_browsers_own_words_are_taken():
    assert read_subscription(GIVEN).kept == GIVEN


def test_padding_makes_no_difference():
    padded = {**GIVEN, "auth": KEYS["auth"] + "=="}

    assert read_subscription(padded).kept == GIVEN


def test_its_name_is_always_the_same_and_tells_nothing():
    name = read_subscription(GIVEN).name

    assert name == name_of(GIVEN["endpoint"]) != name_of("https://push.example/s/abd")
    assert name.startswith(MARK)
    assert len(name) == len(MARK) + 22
    assert "push.example" not in name


@pytest.mark.parametrize(
    "changed",
    [
        {"endpoint": ""},
        {"endpoint": "http://push.example/s/abc"},
        {"endpoint": "https://ada:secret@push.example/"},
        {"endpoint": "https://push.example:22/"},
        {"endpoint": "https://push.example/" + "x" * 1024},
        {"endpoint": "https://push.example/a b"},
        {"p256dh": ""},
        {"p256dh": "!"},
        {"p256dh": "BAAA"},
        {"p256dh": "B" + "A" * 86},
        {"auth": ""},
        {"auth": "AAAA"},
        {"auth": "é"},
    ],
    ids=str,
)
def test_what_could_never_be_sent_to_is_refused(changed):
    with pytest.raises(NoSubscription):
        read_subscription(GIVEN | changed)


def test_the_sandboxs_may_be_plain():
    plain = {**GIVEN, "endpoint": "http://127.0.0.1:9025/webpush/ada"}

    assert read_subscription(plain, plain=True).endpoint == plain["endpoint"]


def test_base64url_is_read_with_or_without_its_padding():
    assert raw("_-8") == raw("_-8=") == b"\xff\xef"
