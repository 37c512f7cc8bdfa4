"""One notification to one browser: encrypted for it alone, and posted to the address it named."""

import http.client
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from messaging.providers.answers import DEFAULT_PAUSE, Said, understand
from messaging.providers.network import seconds
from messaging.providers.protocol import Accepted, Answer, Deferred, Envelope, Refused, Unknown
from messaging.providers.webpush_keys import authorization
from messaging.providers.webpush_words import ANSWERS, headers, payload, said
from messaging.subscription import Subscription, raw
from wedsync.lib.pinned import Pinned, resolved, within
from wedsync.lib.target import NoTarget, choose, read

MOST_READ = 2_000  # bytes of an answer
GOOD_FOR = 12 * 3600  # seconds; RFC 8292 allows a day
OK = range(200, 300)


@dataclass(frozen=True)
class Post:
    """Ready for the wire."""

    path: str
    body: bytes
    headers: Mapping[str, str]


def send(
    credentials: Mapping[str, str], to: Subscription, envelope: Envelope, left: float
) -> Answer:
    """Takes `left` seconds at most. Raises NoKey; nothing for what the other side does."""
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(to.endpoint))
    signed = authorization(credentials, origin, int(time.time()) + GOOD_FOR)
    try:
        target = read(to.endpoint, plain=bool(settings.WEBHOOK_NETWORKS))
        address = choose(resolved(target), settings.WEBHOOK_NETWORKS)
    except NoTarget:
        return Refused("its push service is not on the public internet", "no_target")
    except (OSError, UnicodeError):
        return Deferred("its push service was not found", DEFAULT_PAUSE, "network")
    told = {**headers(envelope), "Authorization": signed}
    post = Post(target.path, encrypted(payload(envelope), to), told)
    connection = Pinned(target, address, min(settings.CONNECT_SECONDS, left))
    with within(connection, left):
        return _posted(connection, post, to.endpoint)


def encrypted(plain: bytes, to: Subscription) -> bytes:
    """RFC 8291: by a key of this message's own, so never the same bytes twice."""
    sealed: bytes = http_ece.encrypt(
        plain,
        salt=os.urandom(16),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=raw(to.p256dh),
        auth_secret=raw(to.auth),
        version="aes128gcm",
    )
    return sealed


def _posted(connection: Pinned, post: Post, endpoint: str) -> Answer:
    try:
        connection.connect()
    except (OSError, http.client.HTTPException) as error:
        return Deferred(f"no connection: {type(error).__name__}", DEFAULT_PAUSE, "network")
    return _answered(connection, post, endpoint)


def _answered(connection: Pinned, post: Post, endpoint: str) -> Answer:
    try:
        if connection.sock:
            connection.sock.settimeout(settings.READ_SECONDS)
        connection.request("POST", post.path, post.body, dict(post.headers))
        response = connection.getresponse()
        body = response.read(MOST_READ).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        return Unknown(type(error).__name__)
    if connection.late:
        return Unknown("no answer in time")
    if response.status in OK:
        return Accepted()
    wait = seconds(response.headers.get("Retry-After", ""))
    return understand(ANSWERS, Said(response.status, "", said(body, endpoint), wait))
