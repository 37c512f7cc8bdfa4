"""A mail that SendGrid's Inbound Parse posts: a form that nobody signed.

All that proves it is the password in the address that SendGrid was told to post to, which comes as
Basic authentication. It names no event, so it is known by its Message-ID and its recipient.
"""

import base64
import binascii
import codecs
import datetime as dt
import hmac
import json
from collections.abc import Mapping
from email.parser import HeaderParser
from email.policy import default
from hashlib import sha256

from messaging.providers import posted
from messaging.providers.letter import Headers, Mail, by_name, reply_of
from messaging.providers.protocol import BadWebhook, Hook, Reply

UTF8 = "utf-8"


def read_letter(secret: str, hook: Hook, now: dt.datetime) -> Reply:
    """Raises BadWebhook."""
    _let_in(secret, hook.headers.get("authorization", ""))
    form = posted.read(hook)
    told = form.fields
    try:
        headers, to = _headers(told["headers"]), json.loads(told["envelope"])["to"][0]
        mail = Mail(
            sender=told["from"],
            to=to,
            subject=told.get("subject", ""),
            text=_text(hook, told),
            html=told.get("html", ""),
            headers=headers,
            files=form.files,
        )
    except (ValueError, LookupError, TypeError) as error:
        raise BadWebhook("not a mail parsed by SendGrid") from error
    return reply_of(mail, _key(headers, to, hook.body), now)


def _let_in(secret: str, authorization: str) -> None:
    scheme, _, encoded = authorization.partition(" ")
    try:
        password = base64.b64decode(encoded, validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):
        password = b""
    known = secret and scheme.lower() == "basic" and hmac.compare_digest(password, secret.encode())
    if not known:
        raise BadWebhook("the password is missing or wrong")


def _text(hook: Hook, told: Mapping[str, str]) -> str:
    """Each field may have its own encoding, as the mail had."""
    encoding = _encoding(told)
    fields = told if encoding == UTF8 else posted.read(hook, encoding).fields
    return fields.get("text", "")


def _encoding(told: Mapping[str, str]) -> str:
    try:
        named = codecs.lookup(json.loads(told["charsets"])["text"]).name
    except (ValueError, LookupError, TypeError):
        return UTF8
    return named


def _headers(told: str) -> Headers:
    parsed = HeaderParser(policy=default).parsestr(told)
    return by_name((name, str(value)) for name, value in parsed.items())


def _key(headers: Headers, to: str, body: bytes) -> str:
    name = headers.get("message-id") or sha256(body).hexdigest()
    return sha256(f"{name}\n{to}".encode()).hexdigest()
