"""What a Web Push call says, and what its answer means. Pure.

RFC 8030 names the headers and the codes; what the services of Google, Mozilla, Apple and
Microsoft answer to a key they don't like differs, and is told by its words.
"""

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from messaging.providers.answers import Means, Row
from messaging.providers.protocol import Envelope
from personalization.fit import shorten

MOST_SECONDS = 28 * 24 * 3600  # the longest that the services keep anything
# Characters. Six hundred of four bytes each, with title and link, stay below the 3,993 bytes that
# RFC 8291 leaves of a service's 4,096; a screen shows far less.
TITLE, TEXT, LINK = 120, 600, 900
ANSWERS = (
    Row(404, Means.ADDRESS),
    Row(410, Means.ADDRESS),
    Row(401, Means.MISCONFIGURED),
    Row(403, Means.MISCONFIGURED),
    Row(400, Means.MISCONFIGURED, says="vapid"),
    Row(400, Means.MISCONFIGURED, says="jwt"),
    Row(400, Means.MISCONFIGURED, says="unauthorized"),
    Row(400, Means.MISCONFIGURED, says="authorization"),
    Row(429, Means.RATE),
    Row(range(400, 500), Means.REFUSED),  # 413 too: as it is, it will never be accepted
    Row(range(500, 600), Means.UNKNOWN),  # a repeat takes the first one's place
)


def headers(envelope: Envelope) -> Mapping[str, str]:
    """`Topic` lets a repeat take the place of one that still waits for its device."""
    life = MOST_SECONDS if envelope.seconds is None else min(envelope.seconds, MOST_SECONDS)
    return {
        "TTL": str(life),
        "Urgency": "high" if envelope.urgent else "normal",
        "Topic": envelope.message_id.hex,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
    }


def payload(envelope: Envelope) -> bytes:
    """What the page's own worker shows, and no other data. `tag`: a repeat on the screen takes
    the place of the first."""
    told = {
        "title": shorten(envelope.subject, TITLE),
        "body": shorten(envelope.text, TEXT),
        "link": envelope.link if len(envelope.link) <= LINK else "",
        "tag": envelope.message_id.hex,
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def said(body: str, endpoint: str) -> str:
    """The service's words, without the endpoint, which some of them repeat."""
    last = urlsplit(endpoint).path.rpartition("/")[2]
    for secret in filter(None, (endpoint, last)):
        body = body.replace(secret, "…")
    return " ".join(body.split())[:200]
