"""What production must not start with, and what its operators should know."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings as house
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

SHORTEST_SECRET = 50  # as Django's own deployment check has it
PRINTABLE = range(32, 127)


def refuse_to_start(settings: Any) -> None:
    """Called by every process as it starts. Raises ImproperlyConfigured, in production only.

    A system check would not do: neither the web server nor a worker heeds them.
    """
    if settings.PRODUCTION and (found := problems(settings)):
        raise ImproperlyConfigured("WedSync does not start in production: " + " ".join(found))


def problems(settings: Any) -> list[str]:
    return [sentence for wrong, sentence in RULES if wrong(settings)]


def is_phrase(key: bytes) -> bool:
    """Something that was typed, not drawn: 16 random bytes are never all printable."""
    return all(byte in PRINTABLE for byte in key)


def _lacks_host(settings: Any) -> bool:
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    return not validate_host(host, settings.ALLOWED_HOSTS)


def _lets_tasks_overlap(settings: Any) -> bool:
    hidden_for: float = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    longest: float = settings.CELERY_TASK_TIME_LIMIT
    return longest >= hidden_for


RULES: tuple[tuple[Callable[[Any], bool], str], ...] = (
    (
        lambda s: bool(s.SANDBOX_URL),
        "WEDSYNC_SANDBOX_URL is set: messages would go to the sandbox and to nobody else.",
    ),
    (
        lambda s: bool(s.SANDBOX_SMTP),
        "WEDSYNC_SANDBOX_SMTP is set: mail by SMTP would go to the sandbox and to nobody else.",
    ),
    (lambda s: bool(s.WEBHOOK_NETWORKS), "WEDSYNC_WEBHOOK_NETWORKS opens our own network."),
    (lambda s: bool(s.CRASH_POINTS), "WEDSYNC_CRASH is set: it kills workers on purpose."),
    (lambda s: bool(s.DEBUG), "WEDSYNC_DEBUG is on: it shows settings and code to strangers."),
    (
        lambda s: len(s.SECRET_KEY) < SHORTEST_SECRET,
        f"WEDSYNC_SECRET_KEY is shorter than {SHORTEST_SECRET} characters.",
    ),
    (lambda s: not s.ENCRYPTION_KEYS, "WEDSYNC_ENCRYPTION_KEYS holds no key."),
    (
        lambda s: any(is_phrase(key) for key in s.ENCRYPTION_KEYS.values()),
        "WEDSYNC_ENCRYPTION_KEYS holds a phrase: a key is 32 random bytes.",
    ),
    (
        lambda s: urlsplit(s.PUBLIC_URL).scheme != "https",
        "WEDSYNC_PUBLIC_URL doesn't begin with https://.",
    ),
    (
        lambda s: bool(s.AI_URL) and urlsplit(s.AI_URL).scheme != "https",
        "WEDSYNC_AI_URL doesn't begin with https://.",
    ),
    (lambda s: "*" in s.ALLOWED_HOSTS, "WEDSYNC_ALLOWED_HOSTS lets in any name."),
    (_lacks_host, "WEDSYNC_ALLOWED_HOSTS doesn't have the host of WEDSYNC_PUBLIC_URL."),
    (
        lambda s: s.LEASE_SECONDS <= s.CALL_SECONDS,
        "WEDSYNC_LEASE_SECONDS must be longer than a call may take.",
    ),
    (_lets_tasks_overlap, "A task may run longer than the broker waits to deliver it again."),
)


@register(Tags.security, deploy=True)
def mail_of_the_house(**_kwargs: object) -> list[CheckMessage]:
    """Sign-up and password resets; messages to couples go another way."""
    found: list[CheckMessage] = []
    if not house.PRODUCTION:
        return found
    if "smtp" not in house.EMAIL_BACKEND and "anymail" not in house.EMAIL_BACKEND:
        text = "WEDSYNC_EMAIL_BACKEND sends nothing, so that nobody can confirm an address."
        found.append(Caution(text, id="wedsync.W001"))
    if ".example" in house.DEFAULT_FROM_EMAIL:
        found.append(Caution("WEDSYNC_FROM_EMAIL is not set.", id="wedsync.W002"))
    return found
