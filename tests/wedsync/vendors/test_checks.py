"""Production does not start with what belongs to a demo, and says why in a sentence."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from wedsync.vendors.checks import is_phrase, mail_of_the_house, problems, refuse_to_start

ROOT = Path(__file__).parents[3]
SOUND = {
    "PRODUCTION": True,
    "SANDBOX_URL": "",
    "SANDBOX_SMTP": "",
    "CRASH_POINTS": {},
    "WEBHOOK_NETWORKS": [],
    "DEBUG": False,
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ENCRYPTION_KEYS": {1: b"\x00" + secrets.token_bytes(31)},
    "PUBLIC_URL": "https://app.wedsync.test",
    "AI_URL": "",
    "ALLOWED_HOSTS": ["app.wedsync.test"],
    "LEASE_SECONDS": 60.0,
    "CALL_SECONDS": 20.0,
    "CELERY_TASK_TIME_LIMIT": 180,
    "CELERY_BROKER_TRANSPORT_OPTIONS": {"visibility_timeout": 300},
}
ENVIRONMENT = {
    "WEDSYNC_ENV": "production",
    "WEDSYNC_SECRET_KEY": SOUND["SECRET_KEY"],
    "WEDSYNC_ENCRYPTION_KEYS": "1:" + base64.b64encode(SOUND["ENCRYPTION_KEYS"][1]).decode(),
    "WEDSYNC_PUBLIC_URL": "https://app.wedsync.test",
    "WEDSYNC_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "WEDSYNC_FROM_EMAIL": "WedSync <hello@wedsync.test>",
    "DATABASE_URL": "postgresql:///nowhere",
    "REDIS_URL": "redis://nowhere",
}


def house(**changes):
    return SimpleNamespace(**{**SOUND, **changes})


def run(*command, **changes):
    """In a process of its own, with a production's environment and nothing of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**kept, **ENVIRONMENT, **changes},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_sound_house_starts():
    assert problems(house()) == []
    refuse_to_start(house())


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"SANDBOX_URL": "http://127.0.0.1:9"}, "WEDSYNC_SANDBOX_URL"),
        ({"SANDBOX_SMTP": "127.0.0.1:9"}, "WEDSYNC_SANDBOX_SMTP"),
        ({"CRASH_POINTS": {"after_call": 0.1}}, "WEDSYNC_CRASH"),
        ({"DEBUG": True}, "WEDSYNC_DEBUG"),
        ({"SECRET_KEY": "known to everybody, good for tests only"}, "WEDSYNC_SECRET_KEY"),
        ({"ENCRYPTION_KEYS": {}}, "holds no key"),
        ({"ENCRYPTION_KEYS": {1: b"thirty-two bytes, good for tests"}}, "holds a phrase"),
        ({"PUBLIC_URL": "http://app.wedsync.test"}, "WEDSYNC_PUBLIC_URL"),
        ({"AI_URL": "http://127.0.0.1:9/openai/v1"}, "WEDSYNC_AI_URL"),
        ({"ALLOWED_HOSTS": ["*"]}, "lets in any name"),
        ({"ALLOWED_HOSTS": ["other.test"]}, "doesn't have the host"),
        ({"LEASE_SECONDS": 20.0}, "WEDSYNC_LEASE_SECONDS"),
        ({"CELERY_TASK_TIME_LIMIT": 300}, "A task may run longer"),
    ],
)
def test_production_refuses_one_thing_with_one_sentence(changes, word):
    (sentence,) = problems(house(**changes))

    assert word in sentence
    with pytest.raises(ImproperlyConfigured, match="does not start in production"):
        refuse_to_start(house(**changes))


def test_elsewhere_anything_starts():
    refuse_to_start(house(PRODUCTION=False, DEBUG=True, SANDBOX_URL="http://127.0.0.1:9"))


def test_a_host_of_a_whole_domain_counts():
    assert problems(house(ALLOWED_HOSTS=[".wedsync.test"])) == []


@given(st.binary(min_size=1).filter(lambda key: any(not 32 <= byte < 127 for byte in key)))
def test_bytes_that_nobody_could_type_are_no_phrase(key):
    assert not is_phrase(key)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_whatever_is_typed_is_a_phrase(text):
    assert is_phrase(text.encode())


def test_mail_that_goes_nowhere_is_noticed_in_production(settings):
    settings.PRODUCTION = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "hello@wedsync.example"

    assert [one.id for one in mail_of_the_house()] == ["wedsync.W001", "wedsync.W002"]


def test_mail_that_goes_nowhere_is_right_elsewhere(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert mail_of_the_house() == []


def test_djangos_deployment_checks_have_nothing_to_add():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert (done.returncode, done.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    )


def test_the_web_server_does_not_come_up_with_a_sandbox():
    done = run("-c", "import wedsync.asgi", WEDSYNC_SANDBOX_URL="http://127.0.0.1:9")

    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("would go to the sandbox and to nobody else.")
