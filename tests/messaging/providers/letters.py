"""Calls that carry mails, for every provider of e-mail."""

from messaging.providers.protocol import Batch, Envelope
from wedsync.lib.ids import uuid7


def letter(to="lena@example.com", **changed):
    return Envelope(
        **{
            "message_id": uuid7(),
            "to": to,
            "sender": "Fern Hall <hello@fern.example>",
            "reply_to": "hello@fern.example",
            "subject": f"For {to}",
            "text": "Hello",
            "html": "<p>Hello</p>",
            "headers": {
                "List-Unsubscribe": "<https://x.example/u/1>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        }
        | changed
    )


def one(to="lena@example.com", **changed):
    """A call with a single mail, under a key of its own."""
    return Batch(str(uuid7()), [letter(to, **changed)])


def many(size=3, key="k1"):
    return Batch(key, [letter(f"couple{n}@example.com") for n in range(size)])
