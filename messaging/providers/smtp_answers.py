"""What a mail server's words mean, by the step of the conversation at which it said them. Pure.

Until the text of a mail was sent nothing can have been accepted, whatever happened. After it only
a code of 4xx or 5xx is a no; silence is no answer at all.
"""

import smtplib
import ssl

from messaging.providers.answers import DEFAULT_PAUSE, Means, Row, Said, understand
from messaging.providers.protocol import Answer, Deferred, Misconfigured, Unknown

NO, NOT_NOW = range(500, 600), range(400, 500)

ANSWERS = (
    Row(NO, Means.MISCONFIGURED, at="greeting"),
    Row(NOT_NOW, Means.BUSY, at="login"),
    Row(NO, Means.MISCONFIGURED, at="login"),
    Row(NO, Means.REFUSED, says="5.3.4", at="sender"),  # larger than it takes
    Row(NO, Means.MISCONFIGURED, at="sender"),  # may not write under this name, or not at all
    Row(NO, Means.MISCONFIGURED, says="relay", at="recipient"),
    Row(NO, Means.REFUSED, says="5.7.", at="recipient"),  # a rule of theirs, not the address
    Row(NO, Means.REFUSED, says="5.2.2", at="recipient"),  # the mailbox is full
    Row(NO, Means.ADDRESS, at="recipient"),
    Row(NO, Means.REFUSED, at="text"),
    Row(NOT_NOW, Means.RATE, says="too many"),
    Row(NOT_NOW, Means.BUSY),
    Row(range(-1, 1000), Means.UNKNOWN, at="text"),  # words nobody can read
    Row(range(-1, 1000), Means.BUSY),
)

STEPS: tuple[tuple[type[smtplib.SMTPResponseException], str], ...] = (
    (smtplib.SMTPAuthenticationError, "login"),
    (smtplib.SMTPSenderRefused, "sender"),
    (smtplib.SMTPDataError, "text"),
    (smtplib.SMTPResponseException, "greeting"),
)


def understand_error(error: OSError, text_sent: bool) -> Answer:
    """`text_sent` says whether the text of the mail was on its way when it happened."""
    if said := _said(error):
        return understand(ANSWERS, said)
    if isinstance(error, ssl.SSLCertVerificationError):
        return Misconfigured("the server's certificate can't be trusted")
    if text_sent:
        return Unknown(type(error).__name__)
    if _is_inability(error):
        return Misconfigured(f"the server can't do what is asked: {error}"[:300])
    return Deferred(f"no connection: {type(error).__name__}", DEFAULT_PAUSE, "network")


def _said(error: OSError) -> Said | None:
    """What smtplib's exception was told, and when; None where nothing was said."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _words(code, words, "recipient")
    if isinstance(error, smtplib.SMTPResponseException):
        at = next(step for kind, step in STEPS if isinstance(error, kind))
        return _words(error.smtp_code, error.smtp_error, at)
    return None


def _words(code: int, words: bytes | str, at: str) -> Said:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return Said(code, text=" ".join(text.split())[:200], at=at)


def _is_inability(error: OSError) -> bool:
    """No STARTTLS, or no way to log in that both know."""
    return isinstance(error, smtplib.SMTPException) and not isinstance(
        error, smtplib.SMTPServerDisconnected
    )
