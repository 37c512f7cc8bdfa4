"""What can be told: every type of event, in a sentence, with a sample of its data. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ID = "0193a5c2-7a51-7c1e-9a40-5f1d2c3b4a59"
OTHER = "0193a5c2-7a52-7d0b-8c11-0e9f8d7c6b5a"


@dataclass(frozen=True)
class Kind:
    """`sample` is the `data` of one that could have happened."""

    key: str
    sentence: str
    sample: Mapping[str, Any]

    @property
    def group(self) -> str:
        return self.key.partition(".")[0]


MESSAGE = {"message": ID, "person": OTHER, "wedding": ID, "channel": "email", "purpose": "helpful"}
WEDDING = {
    "wedding": ID,
    "client": OTHER,
    "date": "2027-06-12",
    "precision": "exact",
    "life": "booked",
    "venue": "Alder House",
    "timezone": "Europe/London",
    "guests": 80,
}

KINDS = {
    kind.key: kind
    for kind in (
        Kind("client.created", "A couple was added", {"client": ID, "name": "Lena & Marc"}),
        Kind("wedding.created", "A wedding was added", WEDDING),
        Kind("wedding.changed", "A wedding's date or facts changed", WEDDING),
        Kind("message.delivered", "A message arrived", MESSAGE),
        Kind("message.bounced", "A message could not be delivered", MESSAGE),
        Kind("message.complained", "Somebody called a message spam", MESSAGE),
        Kind("message.clicked", "A person followed a link", MESSAGE),
        Kind(
            "reply.received",
            "Somebody wrote back",
            {"reply": ID, "person": OTHER, "wedding": ID, "channel": "sms", "text": "Yes, 82!"},
        ),
        Kind(
            "consent.changed",
            "Somebody said yes or no",
            {"person": ID, "channel": "sms", "purpose": "marketing", "granted": False},
        ),
        Kind("campaign.launched", "A campaign began", {"campaign": ID}),
        Kind("campaign.paused", "A campaign was paused", {"campaign": ID}),
        Kind("campaign.resumed", "A campaign went on", {"campaign": ID}),
        Kind("campaign.cancelled", "A campaign was cancelled", {"campaign": ID}),
        Kind("timeline.entered", "Weddings entered a timeline", {"timeline": ID}),
        Kind("timeline.left", "A wedding left a timeline", {"timeline": ID}),
        Kind("emergency.confirmed", "An emergency began", {"emergency": ID}),
        Kind("emergency.acknowledged", "An emergency was answered", {"emergency": ID}),
        Kind("emergency.ended", "An emergency ended", {"emergency": ID}),
        Kind("import.finished", "An import is through", {"import": ID}),
        Kind("template.published", "A template has a new version", {"template": ID}),
        Kind("webhook.test", "You asked for a test", {"hello": "It works."}),
    )
}
TEST = "webhook.test"
CHOICES = tuple(kind for kind in KINDS.values() if kind.key != TEST)
