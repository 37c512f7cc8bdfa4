"""What can be told: every type of event, in a sentence, with a sample of its data. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wedsync.lib.worded import worded

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
        Kind("client.created", worded("A couple was added"), {"client": ID, "name": "Lena & Marc"}),
        Kind("wedding.created", worded("A wedding was added"), WEDDING),
        Kind("wedding.changed", worded("A wedding's date or facts changed"), WEDDING),
        Kind("message.delivered", worded("A message arrived"), MESSAGE),
        Kind("message.bounced", worded("A message could not be delivered"), MESSAGE),
        Kind("message.complained", worded("Somebody called a message spam"), MESSAGE),
        Kind("message.clicked", worded("A person followed a link"), MESSAGE),
        Kind(
            "reply.received",
            worded("Somebody wrote back"),
            {"reply": ID, "person": OTHER, "wedding": ID, "channel": "sms", "text": "Yes, 82!"},
        ),
        Kind(
            "consent.changed",
            worded("Somebody said yes or no"),
            {"person": ID, "channel": "sms", "purpose": "marketing", "granted": False},
        ),
        Kind("campaign.launched", worded("A campaign began"), {"campaign": ID}),
        Kind("campaign.paused", worded("A campaign was paused"), {"campaign": ID}),
        Kind("campaign.resumed", worded("A campaign went on"), {"campaign": ID}),
        Kind("campaign.cancelled", worded("A campaign was cancelled"), {"campaign": ID}),
        Kind("timeline.entered", worded("Weddings entered a timeline"), {"timeline": ID}),
        Kind("timeline.left", worded("A wedding left a timeline"), {"timeline": ID}),
        Kind("emergency.confirmed", worded("An emergency began"), {"emergency": ID}),
        Kind("emergency.acknowledged", worded("An emergency was answered"), {"emergency": ID}),
        Kind("emergency.ended", worded("An emergency ended"), {"emergency": ID}),
        Kind("import.finished", worded("An import is through"), {"import": ID}),
        Kind("template.published", worded("A template has a new version"), {"template": ID}),
        Kind("webhook.test", worded("You asked for a test"), {"hello": "It works."}),
    )
}
TEST = "webhook.test"
CHOICES = tuple(kind for kind in KINDS.values() if kind.key != TEST)
