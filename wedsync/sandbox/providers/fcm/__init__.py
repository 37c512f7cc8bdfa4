"""Firebase Cloud Messaging on this machine: tokens for a service account, and messages:send."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qs

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.providers.fcm import push
from wedsync.sandbox.providers.fcm.refusal import READY, Refused, invalid, no_grant, ready
from wedsync.sandbox.wire import NotJson, Request, Response, as_json
from wedsync.sandbox.world import World

SEND: Final = re.compile(r"/fcm/v1/projects/(?P<project>[a-z0-9-]+)/messages:send")
GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
ASSERTION: Final = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+")  # a signed JWT; by whom is not asked
NO_GRANT: Final = no_grant("The assertion must be a signed JWT of a service account.")
LIFETIME: Final = 3600  # seconds a token is good for


def build(world: World) -> "Fcm":
    return Fcm(world)


class Fcm:
    """Speaks POST /google/token and POST /fcm/v1/projects/{project}/messages:send."""

    key = "fcm"
    prefixes = ("fcm", "google")
    hook = "/hooks/fcm/"

    def __init__(self, world: World) -> None:
        self._world = world
        self.refusals = {code: ready(code).response() for code in READY} | {
            "invalid_grant": NO_GRANT
        }
        self._tokens: dict[str, float] = {}

    async def answer(self, request: Request) -> Response:
        if request.path == "/google/token":
            return self._grant(request)
        try:
            return await self._send(request)
        except Refused as refused:
            return refused.response()

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        """None: Firebase reports nothing back."""
        return None

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        return {"content-type": "application/json"}

    def forget(self) -> None:
        """Tokens stay good: a client keeps its own for an hour and knows of no reset."""

    def _grant(self, request: Request) -> Response:
        form = parse_qs(request.body.decode("latin-1"))
        grant, assertion = (form.get(name, [""])[0] for name in ("grant_type", "assertion"))
        if request.method != "POST" or grant != GRANT or not ASSERTION.fullmatch(assertion):
            return NO_GRANT
        token = f"ya29.sandbox-{uuid.uuid4().hex}"
        self._tokens[token] = self._world.clock.now() + LIFETIME
        return as_json({"access_token": token, "expires_in": LIFETIME, "token_type": "Bearer"})

    async def _send(self, request: Request) -> Response:
        found = SEND.fullmatch(request.path)
        if not found or request.method != "POST":
            raise Refused(HTTPStatus.NOT_FOUND, "NOT_FOUND", "Requested entity was not found.")
        self._admit(request)
        await request.work()
        draft = push.read(_order(request), found["project"])
        if not draft.further["validate_only"]:
            self._world.accept(self, [draft])
            return replace(as_json({"name": draft.id}), accepted=1)
        return as_json({"name": draft.id})

    def _admit(self, request: Request) -> None:
        token = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        if self._tokens.get(token, 0.0) < self._world.clock.now():
            raise ready("UNAUTHENTICATED")


def _order(request: Request) -> object:
    try:
        data: object = request.json()
    except NotJson:
        raise invalid("Invalid JSON payload received.") from None
    return data
