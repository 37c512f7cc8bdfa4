"""Any mailbox, by SMTP: one mail a call. It reports nothing: what it refuses it refuses at once."""

import contextlib
import datetime as dt
import ipaddress
import smtplib
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from typing import Any, ClassVar, cast
from uuid import UUID

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from messaging.providers import mail
from messaging.providers.kept import Kept
from messaging.providers.protocol import (
    Accepted,
    Answer,
    BadWebhook,
    Batch,
    Evidence,
    Hook,
    Misconfigured,
    Refused,
    Reply,
    Report,
    Unclear,
)
from messaging.providers.smtp_answers import understand_error
from wedsync.lib.ids import milliseconds_of
from wedsync.lib.pinned import resolved
from wedsync.lib.refusal import Refusal
from wedsync.lib.target import NoTarget, Target, choose
from wedsync.lib.worded import worded

MOMENT = 0.01  # seconds: what an answer gets when the time is up
SECURED = ("starttls", "ssl", "none")
PORTS = ("587", "465", "25", "2525")  # where a vendor's mailbox may be
OUTSIDE = "outside"  # beside the credentials of a vendor's mailbox


@dataclass(frozen=True)
class Door:
    host: str
    port: int
    tls: str
    user: str
    password: str
    outside: bool = False  # a vendor named it: never into our own network


class Line(smtplib.SMTP):
    """A connection that knows when to give up, and whether a mail's text was on its way."""

    text_sent = False

    def __init__(self, *where: Any, until: float, outside: bool = False, **options: Any) -> None:
        self.until, self.outside = until, outside
        super().__init__(*where, **options)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """The name is looked up once: what was checked is what is called. Raises NoTarget."""
        if self.outside:
            found = resolved(Target(True, host, port, ""))
            host = choose(found, settings.WEBHOOK_NETWORKS)
        return super()._get_socket(host, port, timeout)  # type: ignore[misc, no-any-return]  # smtplib's own hook

    def getreply(self) -> tuple[int, bytes]:
        """smtplib waits for each line anew; all of them together have one deadline."""
        if self.sock:
            self.sock.settimeout(max(MOMENT, self.until - time.monotonic()))
        return super().getreply()

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.text_sent = True
        return super().data(msg)


class SecureLine(Line, smtplib.SMTP_SSL):
    """Encrypted from the first byte."""


class Mailbox(EmailBackend):
    """Django's backend opens the connection, encrypts it and logs in; it is kept for the next."""

    until = 0.0
    text_sent = False
    outside = False
    _partial_connection: smtplib.SMTP | None

    @property
    def connection_class(self) -> Callable[..., Line]:  # type: ignore[override]  # one of its kind
        return partial(SecureLine if self.use_ssl else Line, until=self.until, outside=self.outside)

    def post(self, sender: str, to: str, body: bytes) -> None:
        """Raises OSError, smtplib's among them; `text_sent` says how far it came."""
        self.until, self.text_sent = time.monotonic() + settings.CALL_SECONDS, False
        line = self._line()
        try:
            line.sendmail(sender, [to], body)
        except smtplib.SMTPServerDisconnected:
            self.close()
            raise
        finally:
            self.text_sent = line.text_sent

    def close(self) -> None:
        """Without a word: who would answer may be gone."""
        for line in (self.connection, self._partial_connection):
            if line:
                line.close()
        self.connection = self._partial_connection = None

    def __del__(self) -> None:
        """A thread that ends takes what it kept along."""
        self.close()

    def _line(self) -> Line:
        """Servers hang up on those who are silent for long: a kept connection is asked first."""
        if self.connection and not self._answers():
            self.close()
        try:
            self.open()
        except (OSError, UnicodeError, NoTarget):
            self.close()
            raise
        return self._fresh()

    def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            return self._fresh().noop()[0] == 250  # noqa: PLR2004 -- SMTP's yes
        return False

    def _fresh(self) -> Line:
        line = cast("Line", self.connection)
        line.until, line.text_sent = self.until, False
        return line


class Provider:
    key: ClassVar = "smtp"
    channels: ClassVar = frozenset({"email"})
    batch: ClassVar = 1
    calls_per_second: ClassVar = 2.0  # a mailbox isn't made for more
    repeatable_for: ClassVar = dt.timedelta(0)
    credentials: ClassVar = {
        "host": worded("such as smtp.example.com"),
        "port": worded("587 unless said"),
        "tls": worded("starttls unless said; ssl, or none for a server on this machine"),
        "user": worded("often the whole address"),
        "password": worded("often one made for this purpose"),
    }
    signed_by: ClassVar = ""

    def digest(self, batch: Batch) -> bytes:
        return mail.digest(batch, write)

    def hand_over(self, credentials: Mapping[str, str], batch: Batch) -> Answer:
        door = door_of(credentials)
        if isinstance(door, Misconfigured):
            return door
        body = mail.written(batch, write)
        if isinstance(body, Refused):
            return body
        mailbox = _kept.get(door)
        try:
            mailbox.post(_ascii(batch.envelopes[0].sender), _ascii(batch.envelopes[0].to), body)
        except OSError as error:
            return understand_error(error, mailbox.text_sent)
        except (NoTarget, UnicodeError) as problem:
            return Misconfigured(_why(problem))
        return Accepted([mail.own_id(batch)])

    def guarded(self, credentials: Mapping[str, str]) -> Mapping[str, str]:
        if credentials.get("port", PORTS[0]) not in PORTS:
            raise Refusal("Mail is not handed over at this port.", code="mail_port")
        if credentials.get("tls", SECURED[0]).lower() not in SECURED[:2]:
            raise Refusal("Encryption is starttls or ssl.", code="mail_tls")
        return {OUTSIDE: "yes"}

    def ask(self, credentials: Mapping[str, str], batch: Batch, since: dt.datetime) -> Evidence:
        return Unclear("a mail server can't be asked what it accepted")

    def read_webhook(self, secret: str, hook: Hook, now: dt.datetime) -> Sequence[Report | Reply]:
        raise BadWebhook("mail servers report nothing")


def write(batch: Batch) -> bytes:
    """The same call has the same bytes: its date is when the call was decided on."""
    (one,) = batch.envelopes
    key = UUID(batch.key)
    headers = {
        "Message-ID": f"<{mail.own_id(batch)}>",
        "Date": format_datetime(dt.datetime.fromtimestamp(milliseconds_of(key) // 1000, dt.UTC)),
    }
    message = mail.mail_of(one, headers).message()
    if message.is_multipart():
        message.set_boundary(f"={key.hex}=")
    written: bytes = message.as_bytes(linesep="\r\n")
    return written


def door_of(credentials: Mapping[str, str]) -> Door | Misconfigured:
    host, tls = credentials.get("host", ""), credentials.get("tls", "").lower() or SECURED[0]
    port = credentials.get("port", "587")
    if settings.SANDBOX_SMTP:
        host, _, port = settings.SANDBOX_SMTP.rpartition(":")
        tls = "none"
    user, password = credentials.get("user", ""), credentials.get("password", "")
    if not (host and port.isascii() and port.isdigit() and tls in SECURED):
        return Misconfigured("this account needs a host, a port, and tls as starttls, ssl or none")
    if tls == "none" and password and not _is_here(host):
        return Misconfigured("a password must not travel unencrypted")
    outside = OUTSIDE in credentials and not settings.SANDBOX_SMTP
    return Door(host, int(port), tls, user, password, outside)


def _why(problem: NoTarget | UnicodeError) -> str:
    if isinstance(problem, NoTarget):
        return str(problem)
    return "its user or password can't be written down in SMTP"


def _is_here(host: str) -> bool:
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _ascii(address: str) -> str:
    return sanitize_address(address, "utf-8")


def _open(door: Door) -> Mailbox:
    mailbox = Mailbox(
        host=door.host,
        port=door.port,
        username=door.user,
        password=door.password,
        use_tls=door.tls == "starttls",
        use_ssl=door.tls == "ssl",
        timeout=settings.CONNECT_SECONDS,
    )
    mailbox.outside = door.outside
    return mailbox


_kept = Kept(_open)
