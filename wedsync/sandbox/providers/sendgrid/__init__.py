"""SendGrid on this machine: sending by personalizations, and its signed event webhook."""

import base64
import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from wedsync.sandbox import letter, signing
from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.pace import Pace
from wedsync.sandbox.providers.sendgrid import events, mail
from wedsync.sandbox.providers.sendgrid.inbound import Inbound
from wedsync.sandbox.providers.sendgrid.refusal import READY, TOO_LARGE, Refused
from wedsync.sandbox.wire import NotJson, Request, Response, as_json
from wedsync.sandbox.world import World

MOST_BYTES: Final = 30 * 1024 * 1024


def build(world: World) -> "SendGrid":
    return SendGrid(world)


class SendGrid:
    """Speaks POST /mail/send below /sendgrid/v3. There are no idempotency keys: a repeat is a
    second mail. It can't be asked what became of one."""

    key = "sendgrid"
    prefixes = ("sendgrid",)
    hook = "/hooks/sendgrid/"
    hears = ("email",)

    def __init__(self, world: World) -> None:
        self._world = world
        self.refusals = {name: one.response() for name, one in READY.items()} | {
            "too_large": TOO_LARGE
        }
        self._pace = Pace(world.clock, world.config.sendgrid_limit)

    async def answer(self, request: Request) -> Response:
        key = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        if len(request.body) > MOST_BYTES:
            return TOO_LARGE
        try:
            self._admit(request, key)
            response = await self._take(request)
        except Refused as refused:
            response = refused.response()
        return replace(response, headers={**response.headers, **self._pace_headers(key)})

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        html, _ = self._world.ledger.body(accepted.seq) or ("", "")
        told = events.event(accepted, step, at, html)
        return None if told is None else json.dumps([told]).encode()

    def enclosed(self, event_id: str, at: float, body: bytes) -> bytes:
        """Each attempt has another sg_event_id: whoever goes by it alone counts an event twice."""
        digest = hashlib.sha256(f"{event_id}/{at}".encode()).digest()
        named = {"sg_event_id": base64.urlsafe_b64encode(digest).decode().rstrip("=")}
        return json.dumps([told | named for told in json.loads(body)]).encode()

    def spoiled(self, body: bytes) -> bytes:
        return body + b" "

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        signature = signing.sendgrid(self._world.config.sendgrid_seed, at, body)
        return {"content-type": "application/json", **signature}

    def hear(self, channel: str, hook: str, fields: Mapping[str, Any]) -> Response:
        voice = Inbound(hook or self.hook, self._world.config.sendgrid_inbound_password)
        heard = self._world.hear(voice, letter.read(fields))
        return as_json({"message_id": heard.draft.headers["Message-Id"]})

    def forget(self) -> None:
        self._pace.clear()

    def _admit(self, request: Request, key: str) -> None:
        if not re.fullmatch(r"SG\.\S+", key):
            message = "The provided authorization grant is invalid, expired, or revoked"
            raise Refused(message, status=HTTPStatus.UNAUTHORIZED)
        if not self._pace.take(key):
            raise Refused("too many requests", status=HTTPStatus.TOO_MANY_REQUESTS)
        if request.path.rstrip("/") != "/sendgrid/v3/mail/send":
            raise Refused("not found", status=HTTPStatus.NOT_FOUND)
        if request.method != "POST":
            raise Refused("method not allowed", status=HTTPStatus.METHOD_NOT_ALLOWED)

    async def _take(self, request: Request) -> Response:
        message_id = uuid.uuid4().hex[:22]
        try:
            drafts = mail.read(request.json(), message_id)
        except NotJson:
            raise Refused("Bad Request") from None
        await request.work()
        self._world.accept(self, drafts)
        headers = {"x-message-id": message_id}
        return Response(HTTPStatus.ACCEPTED, headers=headers, accepted=len(drafts))

    def _pace_headers(self, key: str) -> dict[str, str]:
        told = self._pace.headers(key)
        if not told:
            return {}
        return {
            "x-ratelimit-limit": told["ratelimit-limit"],
            "x-ratelimit-remaining": told["ratelimit-remaining"],
            "x-ratelimit-reset": str(int(self._world.clock.now()) + 1),
        }
