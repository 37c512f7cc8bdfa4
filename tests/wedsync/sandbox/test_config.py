"""Settings are read from the environment, or refused with the name of the variable."""

import base64

import pytest

from wedsync.sandbox.config import RESEND_SECRET, Config, from_environ


def test_nothing_set_means_no_webhooks_and_the_published_secret():
    settings = from_environ({})

    assert settings == Config()
    assert settings.webhook_url == ""
    assert base64.b64decode(RESEND_SECRET[6:]) == b"wedsync-sandbox-resend-secret-32"


def test_every_setting_comes_from_its_variable():
    settings = from_environ(
        {
            "WEDSYNC_SANDBOX_WEBHOOK_URL": "http://127.0.0.1:8000/",
            "WEDSYNC_SANDBOX_RESEND_LIMIT": "0",
            "WEDSYNC_SANDBOX_RESEND_TRACKING": "on",
            "WEDSYNC_SANDBOX_OPEN_RATE": "0.6",
            "WEDSYNC_SANDBOX_CLICK_RATE": "0.2",
            "WEDSYNC_SANDBOX_RETRIES": "1, 2.5",
            "WEDSYNC_SANDBOX_LEDGER": "accepted.jsonl",
        }
    )

    assert settings == Config(
        webhook_url="http://127.0.0.1:8000",
        resend_limit=0,
        resend_tracking=True,
        open_rate=0.6,
        click_rate=0.2,
        retries=(1, 2.5),
        ledger="accepted.jsonl",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPEN_RATE", "1.5"),
        ("CLICK_RATE", "many"),
        ("RESEND_LIMIT", "-1"),
        ("TEMPO", "inf"),
        ("TEMPO", "nan"),
        ("RETRIES", "1,soon"),
    ],
)
def test_a_number_that_is_none_is_refused_by_name(name: str, value: str):
    with pytest.raises(ValueError, match=f"WEDSYNC_SANDBOX_{name} must be a number from 0"):
        from_environ({f"WEDSYNC_SANDBOX_{name}": value})


@pytest.mark.parametrize(
    "url", ["127.0.0.1:8000", "ftp://127.0.0.1", "http://", "http://me:pw@127.0.0.1", "http://a/?b"]
)
def test_a_webhook_url_must_be_a_plain_one(url: str):
    with pytest.raises(ValueError, match="webhook URL"):
        Config(webhook_url=url)


@pytest.mark.parametrize("secret", ["", "secret", "whsec_not base64", "whsec_c2hvcnQ="])
def test_a_secret_must_be_one_a_receiver_could_use(secret: str):
    with pytest.raises(ValueError, match="Resend secret"):
        Config(resend_secret=secret)
