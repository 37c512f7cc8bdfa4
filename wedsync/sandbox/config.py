"""What the sandbox is told from outside: environment variables in, one frozen Config out."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

# The default of WEDSYNC_SANDBOX_RESEND_SECRET, public on purpose: it signs only what this
# sandbox makes up. Base64 of the 32 bytes "wedsync-sandbox-resend-secret-32"; settings that run
# against the sandbox repeat the literal, because no other package imports this one.
RESEND_SECRET = "whsec_d2Vkc3luYy1zYW5kYm94LXJlc2VuZC1zZWNyZXQtMzI="  # noqa: S105 -- see above
# Public on purpose too: what Twilio calls the auth token, the password of its API and the key of
# its signatures. The account is any AC and 32 hexadecimal digits.
TWILIO_TOKEN = "wedsync-sandbox-twilio-token-032"  # noqa: S105 -- see above
# As public and for the same reason: Mailgun's signing key, and what SendGrid's key pair is made of
# (signing.sendgrid_key says how). Its other half, as SendGrid shows it, is SENDGRID_PUBLIC_KEY.
MAILGUN_SIGNING_KEY = "wedsync-sandbox-mailgun-signing-key"
SENDGRID_SEED = "wedsync-sandbox-sendgrid-seed"
SENDGRID_INBOUND_PASSWORD = "wedsync-sandbox-sendgrid-inbound"  # noqa: S105 -- see above
SENDGRID_PUBLIC_KEY = (
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEFjXuibLKYRr89wE9VBSS8gFdXc58"
    "M1qjcBPcO1ynpupDiNldSxRZP+6k8Bp5iMv8sAogMr6F3+6FZEI8QISw6Q=="
)
DEFAULT_RETRIES = (1.0, 3.0, 10.0, 30.0, 60.0)


@dataclass(frozen=True)
class Config:
    """Durations are seconds, rates are shares from 0 to 1, limits of 0 are switched off."""

    webhook_url: str = ""  # base of the web server; empty: no webhooks, no opens, no clicks
    resend_secret: str = RESEND_SECRET
    resend_limit: int = 5  # requests a second and API key
    resend_tracking: bool = False  # Resend's own open and click events, beside our own pixel
    twilio_token: str = TWILIO_TOKEN
    mailgun_signing_key: str = MAILGUN_SIGNING_KEY
    mailgun_limit: int = 0  # requests a second and API key; they publish no number
    sendgrid_seed: str = SENDGRID_SEED
    sendgrid_limit: int = 0
    vsco_limit: int = 0  # requests a second and API key; they publish no number
    sendgrid_inbound_password: str = SENDGRID_INBOUND_PASSWORD  # of the user "sendgrid"
    smtp_port: int = 0  # 0: any free one; GET /_ctl/health tells which
    smtp_socket: int = 0  # the number of a socket that listens already, instead of a port
    smtp_limit: int = 0  # mails a second and user
    open_rate: float = 0.0  # share of ordinary mails whose recipient opens them
    click_rate: float = 0.0  # share that clicks too; part of open_rate, not on top of it
    seed: int = 0
    tempo: float = 1.0  # stretches what recipients do; 0: everything at once
    retries: tuple[float, ...] = DEFAULT_RETRIES  # pauses after a webhook was not taken
    couriers: int = 4  # threads that post webhooks
    body_megabytes: int = 128  # mails keep their text in memory up to this, oldest go first
    journal_size: int = 10_000
    ledger: str = ""  # a file that gets one JSON line per acceptance

    def __post_init__(self) -> None:
        _check_base(self.webhook_url)
        _check_secret(self.resend_secret)


def from_environ(environ: Mapping[str, str]) -> Config:
    """Raises ValueError with a sentence that names the variable."""
    read = _Reader(environ)
    return Config(
        webhook_url=read.text("WEBHOOK_URL", "").rstrip("/"),
        resend_secret=read.text("RESEND_SECRET", RESEND_SECRET),
        resend_limit=read.whole("RESEND_LIMIT", 5),
        resend_tracking=read.text("RESEND_TRACKING", "") in {"1", "true", "yes", "on"},
        twilio_token=read.text("TWILIO_TOKEN", TWILIO_TOKEN),
        mailgun_signing_key=read.text("MAILGUN_SIGNING_KEY", MAILGUN_SIGNING_KEY),
        mailgun_limit=read.whole("MAILGUN_LIMIT", 0),
        sendgrid_seed=read.text("SENDGRID_SEED", SENDGRID_SEED),
        sendgrid_inbound_password=read.text("SENDGRID_INBOUND_PASSWORD", SENDGRID_INBOUND_PASSWORD),
        sendgrid_limit=read.whole("SENDGRID_LIMIT", 0),
        vsco_limit=read.whole("VSCO_LIMIT", 0),
        smtp_port=read.whole("SMTP_PORT", 0, most=65535),
        smtp_socket=read.whole("SMTP_SOCKET", 0),
        smtp_limit=read.whole("SMTP_LIMIT", 0),
        open_rate=read.number("OPEN_RATE", 0.0, most=1.0),
        click_rate=read.number("CLICK_RATE", 0.0, most=1.0),
        seed=read.whole("SEED", 0),
        tempo=read.number("TEMPO", 1.0),
        retries=read.numbers("RETRIES", DEFAULT_RETRIES),
        couriers=max(1, read.whole("COURIERS", 4)),
        body_megabytes=read.whole("BODY_MEGABYTES", 128),
        journal_size=max(1, read.whole("JOURNAL_SIZE", 10_000)),
        ledger=read.text("LEDGER", ""),
    )


@dataclass(frozen=True)
class _Reader:
    environ: Mapping[str, str]

    def text(self, name: str, default: str) -> str:
        return self.environ.get(f"WEDSYNC_SANDBOX_{name}", "").strip() or default

    def number(self, name: str, default: float, *, most: float = float("inf")) -> float:
        return self._number(name, self.text(name, str(default)), most)

    def whole(self, name: str, default: int, *, most: float = float("inf")) -> int:
        return int(self.number(name, default, most=most))

    def numbers(self, name: str, default: tuple[float, ...]) -> tuple[float, ...]:
        text = self.text(name, "")
        return tuple(self._number(name, part) for part in text.split(",")) if text else default

    @staticmethod
    def _number(name: str, text: str, most: float = float("inf")) -> float:
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if 0 <= value <= most and value != float("inf"):
            return value
        limit = "" if most == float("inf") else f" to {most:g}"
        raise ValueError(f"WEDSYNC_SANDBOX_{name} must be a number from 0{limit}, not {text!r}.")


def _check_base(url: str) -> None:
    parts = urlsplit(url)
    plain = parts.scheme in {"http", "https"} and parts.hostname and not parts.username
    if url and not (plain and not parts.query and not parts.fragment):
        raise ValueError(f"The webhook URL must look like http://127.0.0.1:8000, not {url!r}.")


def _check_secret(secret: str) -> None:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        key = b""
    if not (secret.startswith("whsec_") and len(key) >= 16):  # noqa: PLR2004 -- bytes of a key
        raise ValueError("The Resend secret must be whsec_ and the base64 of 16 bytes or more.")
