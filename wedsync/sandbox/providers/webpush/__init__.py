"""A push service on this machine, and the browsers behind it: POST /webpush/{browser}.

A browser's name decides: that of a refusal (with - for _), alone or followed by - and anything, is
refused so. What a service can't know, its browser says: bytes it can't decrypt are refused.
"""

import json
import re
import uuid
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted, Draft
from wedsync.sandbox.provider import Levers
from wedsync.sandbox.providers.webpush.device import Unreadable, device, opened
from wedsync.sandbox.providers.webpush.refusal import READY, Refused, ready
from wedsync.sandbox.providers.webpush.vapid import Sender, sender
from wedsync.sandbox.wire import Request, Response, Unfit, as_json
from wedsync.sandbox.world import World

PLACE: Final = re.compile(r"/webpush/(?P<name>[a-z0-9-]{1,60})")
MAGIC: Final = re.compile(rf"({'|'.join(READY).replace('_', '-')})(?:-.*)?")
TOPIC: Final = re.compile(r"[\w-]{1,32}", re.ASCII)
URGENCIES: Final = frozenset({"very-low", "low", "normal", "high"})
LARGEST: Final = 4096  # bytes


def build(world: World) -> "WebPush":
    return WebPush(world)


class WebPush:
    """Speaks RFC 8030 to senders. A topic takes the place of what still waits; here nothing ever
    waits, so a repeat is accepted twice, and only its tag makes it one on the screen."""

    key = "webpush"
    prefixes = ("webpush",)
    hook = "/hooks/webpush/"

    def __init__(self, world: World) -> None:
        self._world = world
        self._keys: dict[str, str] = {}
        self.refusals = {name: ready(name).response() for name in READY}

    @property
    def levers(self) -> Levers:
        return {"/_ctl/webpush": {"POST": self._subscribe}}

    async def answer(self, request: Request) -> Response:
        try:
            return await self._take(request)
        except Refused as refused:
            return refused.response()

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        """None: push services report nothing back."""
        return None

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        return {"content-type": "application/json"}

    def forget(self) -> None:
        """Browsers stay subscribed: theirs is another life."""

    async def _take(self, request: Request) -> Response:
        found = PLACE.fullmatch(request.path)
        if not found or request.method != "POST":
            raise ready("not_found")
        name = found["name"]
        if magic := MAGIC.fullmatch(name):
            raise ready(magic[1].replace("-", "_"))
        who = self._admit(request, name)
        draft = _draft(request, name, who)
        await request.work()
        self._world.accept(self, [draft])
        headers = {"location": f"{_base(request)}/webpush/m/{draft.id}"}
        return Response(HTTPStatus.CREATED, headers=headers, accepted=1)

    def _admit(self, request: Request, name: str) -> Sender:
        header = request.headers.get("authorization", "")
        who = sender(header, _base(request), self._world.clock.now())
        if self._keys.get(name, who.key) != who.key:
            raise ready("other_key")
        return who

    def _subscribe(self, request: Request) -> Response:
        """{"device": "ada", "key": "B…"}: its subscription; with a key, for that sender alone."""
        told = request.fields()
        name, key = told.get("device", ""), told.get("key", "")
        if not isinstance(name, str) or not PLACE.fullmatch(f"/webpush/{name}"):
            raise Unfit("device is a name of small letters, digits and -.")
        if key:
            self._keys[name] = str(key)
        return as_json(device(name).subscription(_base(request)))


def _base(request: Request) -> str:
    return f"http://{request.headers.get('host', '')}"


def _draft(request: Request, name: str, who: Sender) -> Draft:
    """Raises Refused."""
    told = _headers(request.headers)
    if len(request.body) > LARGEST:
        raise ready("too_large")
    try:
        shown: dict[str, Any] = json.loads(opened(device(name), request.body))
    except (Unreadable, ValueError) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"Unreadable: {error}") from None
    tag = str(shown.get("tag", ""))
    return Draft(
        id=str(uuid.uuid4()),
        to=(name,),
        sender=who.subject,
        subject=str(shown.get("title", "")),
        tags={**told, **({"tag": tag} if tag else {})},
        replaces=json.dumps({"tag": tag}) if tag else "",
        text=json.dumps(shown, sort_keys=True, ensure_ascii=False),
        story=(),
    )


def _headers(given: Mapping[str, str]) -> dict[str, str]:
    """What is said beside the message. Raises Refused."""
    told = {name: given.get(name, "") for name in ("ttl", "topic", "urgency")}
    told = {name: text for name, text in told.items() if text}
    if not told.get("ttl", "").isdecimal():
        raise Refused(HTTPStatus.BAD_REQUEST, "BadTtl")
    if not TOPIC.fullmatch(told.get("topic", "x")):
        raise ready("bad_request")
    if told.get("urgency", "normal") not in URGENCIES:
        raise Refused(HTTPStatus.BAD_REQUEST, "BadUrgency")
    if given.get("content-encoding") != "aes128gcm":
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "BadContentEncoding")
    return told
