"""One message through each provider's real client, and what that client makes of the answer.

taken       it believes so
<number>    it was told this status, or SMTP code
silence     nobody answered, or not in time
gibberish   an answer it could not read
nameless    it raises nothing, and has no id of what it sent
no token    it never came to send
"""

import smtplib
from collections.abc import Callable
from functools import partial

import requests
from anymail.backends import mailgun, resend, sendgrid
from anymail.exceptions import AnymailRequestsAPIError
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from firebase_admin import exceptions, messaging
from google.auth.exceptions import GoogleAuthError
from twilio.base.exceptions import TwilioRestException, TwilioServiceException

from tests.wedsync.sandbox.providers.fcm.sdk import firebase
from tests.wedsync.sandbox.providers.twilio.sdk import GUEST, VENUE, twilio
from tests.wedsync.sandbox.providers.webpush.sender import post
from wedsync.sandbox.client import Client

PATIENCE = 5.0  # seconds; whoever waits for ever, learns nothing
PERSON = "ada@example.org"


def resend_backend(sandbox: Client, patience: float = PATIENCE) -> BaseEmailBackend:
    told = {"api_key": "re_test", "api_url": sandbox.resend_url}
    return resend.EmailBackend(requests_timeout=patience, **told)


def mailgun_backend(sandbox: Client, patience: float = PATIENCE) -> BaseEmailBackend:
    told = {"api_key": "key-test", "api_url": sandbox.mailgun_url}
    return mailgun.EmailBackend(requests_timeout=patience, **told)


def sendgrid_backend(sandbox: Client, patience: float = PATIENCE) -> BaseEmailBackend:
    told = {"api_key": "SG.test", "api_url": sandbox.sendgrid_url}
    return sendgrid.EmailBackend(requests_timeout=patience, **told)


BACKENDS: dict[str, Callable[..., BaseEmailBackend]] = {
    "resend": resend_backend,
    "mailgun": mailgun_backend,
    "sendgrid": sendgrid_backend,
}


def mail_of(backend: BaseEmailBackend) -> None:
    backend.send_messages([EmailMessage("Hi", "Hello.", "hello@venue.example", [PERSON])])


def by_anymail(provider: str, sandbox: Client, patience: float = PATIENCE) -> str:
    try:
        mail_of(BACKENDS[provider](sandbox, patience))
    except AnymailRequestsAPIError as error:
        if error.status_code is None:
            return "silence"
        return "gibberish" if error.status_code // 100 == 2 else str(error.status_code)
    return "taken"


def by_smtp(sandbox: Client, patience: float = PATIENCE) -> str:
    try:
        with smtplib.SMTP(*sandbox.smtp, timeout=patience) as line:
            line.sendmail("hello@venue.example", [PERSON], b"Subject: Hi\r\n\r\nHello.")
    except smtplib.SMTPResponseException as error:
        return str(error.smtp_code) if error.smtp_code > 0 else "gibberish"
    except OSError:  # a dropped line and a time-out both are one
        return "silence"
    return "taken"


def by_sms(sandbox: Client, patience: float = PATIENCE) -> str:
    return _texted(sandbox, patience, to=GUEST, from_=VENUE, body="Hi")


def by_whatsapp(sandbox: Client, patience: float = PATIENCE) -> str:
    to, sender = f"whatsapp:{GUEST}", f"whatsapp:{VENUE}"
    return _texted(
        sandbox, patience, to=to, from_=sender, content_sid=f"HX{3:032x}", content_variables=ANA
    )


def by_push(sandbox: Client, patience: float = PATIENCE) -> str:
    with firebase(sandbox, patience) as app:
        try:
            messaging.send(messaging.Message(fid="device-1"), app=app)
        except exceptions.FirebaseError as error:
            if error.http_response is not None:
                return str(error.http_response.status_code)
            return "gibberish" if isinstance(error.cause, ValueError) else "silence"
        except (GoogleAuthError, TypeError):  # no FirebaseError: of the library below
            return "no token"
    return "taken"


def by_web_push(sandbox: Client, patience: float = PATIENCE) -> str:
    try:
        answer = post(sandbox, "device-1", patience=patience)
    except requests.RequestException:
        return "silence"
    return "taken" if answer.ok else str(answer.status_code)


ANA = '{"1": "Ana"}'
CLIENTS: dict[str, Callable[..., str]] = {
    **{name: partial(by_anymail, name) for name in BACKENDS},
    "smtp": by_smtp,
    "twilio_sms": by_sms,
    "twilio_whatsapp": by_whatsapp,
    "fcm": by_push,
    "webpush": by_web_push,
}
# Where a fault strikes the call that sends.
PATHS = {
    "resend": "/resend/",
    "mailgun": "/mailgun/",
    "sendgrid": "/sendgrid/",
    "smtp": "/smtp/",
    "twilio_sms": "/twilio/api/",
    "twilio_whatsapp": "/twilio/api/",
    "fcm": "/fcm/",
    "webpush": "/webpush/",
}


def _texted(sandbox: Client, patience: float, **told: str) -> str:
    try:
        made = twilio(sandbox, timeout=patience).messages.create(**told)
    except (TwilioRestException, TwilioServiceException) as error:
        return str(error.status)
    except requests.RequestException:
        return "silence"
    except ValueError:
        return "gibberish"
    return "taken" if made.sid else "nameless"
