"""A mail that a route of Mailgun's forwards: a form that signs itself as its events do."""

import datetime as dt
import json

from messaging.providers import posted
from messaging.providers.letter import Headers, Mail, by_name, reply_of
from messaging.providers.mailgun_webhook import verify
from messaging.providers.pieces import instant, line
from messaging.providers.protocol import BadWebhook, Hook, Reply


def read_letter(secret: str, hook: Hook, now: dt.datetime) -> Reply:
    """Raises BadWebhook."""
    form = posted.read(hook)
    told = form.fields
    try:
        token = verify(secret, told, now)
        mail = Mail(
            sender=told["from"],
            to=told["recipient"],
            subject=told.get("subject", ""),
            text=told.get("body-plain", ""),
            html=told.get("body-html", ""),
            headers=_headers(told.get("message-headers", "[]")),
            files=form.files,
        )
        return reply_of(mail, line(token), instant(told["timestamp"]))
    except (ValueError, KeyError, TypeError) as error:
        raise BadWebhook("not a mail from Mailgun") from error


def _headers(told: str) -> Headers:
    return by_name((str(name), str(value)) for name, value in json.loads(told))
