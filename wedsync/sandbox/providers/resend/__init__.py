"""Resend on this machine: its endpoints for sending, its limits, its errors, its webhooks."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from wedsync.sandbox import letter, signing
from wedsync.sandbox.behaviour import VISITS, Step
from wedsync.sandbox.clock import iso_long
from wedsync.sandbox.idempotency import InFlight, Keys, OtherBody
from wedsync.sandbox.ledger import Accepted, Draft
from wedsync.sandbox.pace import Pace
from wedsync.sandbox.providers.resend import batch, events, inbound, mail
from wedsync.sandbox.providers.resend.inbound import Inbound
from wedsync.sandbox.providers.resend.refusal import READY, Refused, invalid
from wedsync.sandbox.wire import NotJson, Request, Response, as_json, as_text
from wedsync.sandbox.world import World

LONGEST_KEY: Final = 256
RAW: Final = re.compile(r"/resend/raw/([^/]+)")  # where a mail that was received is downloaded


def build(world: World) -> "Resend":
    return Resend(world)


class Resend:
    """Speaks POST /emails, POST /emails/batch and GET /emails/{id} below /resend."""

    key = "resend"
    prefixes = ("resend",)
    hook = "/hooks/resend/"
    hears = ("email",)

    def __init__(self, world: World) -> None:
        self._world = world
        self.refusals = {one.name: one.response() for one in READY}
        self._keys = Keys(world.clock)
        self._received: dict[str, Accepted] = {}
        self._pace = Pace(world.clock, world.config.resend_limit)
        self._tracking = world.config.resend_tracking

    async def answer(self, request: Request) -> Response:
        if not request.headers.get("user-agent"):
            return as_text("error code: 1010", HTTPStatus.FORBIDDEN)  # its gate-keeper, not itself
        if found := RAW.fullmatch(request.path):
            return self._download(found[1])
        team = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        try:
            response = await self._admit(request, team)
        except Refused as refused:
            response = refused.response()
        return replace(response, headers={**response.headers, **self._pace_headers(response, team)})

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        if step.deed in VISITS and not self._tracking:
            return None
        html, _ = self._world.ledger.body(accepted.seq) or ("", "")
        return events.notice(accepted, step, at, html)

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        signature = signing.svix(self._world.config.resend_secret, event_id, at, body)
        return {"content-type": "application/json", **signature}

    def hear(self, channel: str, hook: str, fields: Mapping[str, Any]) -> Response:
        heard = self._world.hear(Inbound(hook or self.hook, self.signed), letter.read(fields))
        self._received[heard.draft.id] = heard
        return as_json({"id": heard.draft.id, "message_id": heard.draft.headers["Message-Id"]})

    def forget(self) -> None:
        self._received.clear()
        self._keys.clear()
        self._pace.clear()

    async def _admit(self, request: Request, team: str) -> Response:
        if not team:
            message = "Missing API key in the authorization header."
            raise Refused(HTTPStatus.UNAUTHORIZED, "missing_api_key", message)
        if not re.fullmatch(r"re_\S+", team):
            raise Refused(HTTPStatus.FORBIDDEN, "invalid_api_key", "API key is invalid.")
        if not self._pace.take(team):
            message = f"Too many requests. The limit is {self._pace.limit} requests per second."
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "rate_limit_exceeded", message)
        return await self._route(request, team)

    async def _route(self, request: Request, team: str) -> Response:
        path = request.path.removeprefix("/resend").rstrip("/")
        if path in {"/emails", "/emails/batch"}:
            _only("POST", request)
            return await self._once(request, team)
        if found := re.fullmatch(r"/emails/receiving/([^/]+)", path):
            _only("GET", request)
            host = request.headers.get("host", "localhost")
            raw = f"http://{host}/resend/raw/{found[1]}"
            return as_json(inbound.shown(self._find_received(found[1]), raw))
        if found := re.fullmatch(r"/emails/([^/]+)", path):
            _only("GET", request)
            return self._show(found[1])
        message = "The requested endpoint does not exist."
        raise Refused(HTTPStatus.NOT_FOUND, "not_found", message)

    async def _once(self, request: Request, team: str) -> Response:
        key = request.headers.get("idempotency-key", "")
        if len(key) > LONGEST_KEY or ("idempotency-key" in request.headers and not key):
            message = "The key must be between 1-256 chars."
            raise Refused(HTTPStatus.BAD_REQUEST, "invalid_idempotency_key", message)
        try:
            with self._keys.reserve(team, key, request.body) as reservation:
                if reservation.answer:
                    return replace(reservation.answer, accepted=0)
                await request.work()
                reservation.answer = self._take(request, key)
                return reservation.answer
        except OtherBody:
            raise _conflict("invalid_idempotent_request", "with a different payload") from None
        except InFlight:
            message = "while the original request is still in progress"
            raise _conflict("concurrent_idempotent_requests", message) from None

    def _take(self, request: Request, key: str) -> Response:
        try:
            data = request.json()
        except NotJson:
            message = "The request body is not valid JSON."
            raise Refused(HTTPStatus.BAD_REQUEST, "validation_error", message) from None
        if not request.path.rstrip("/").endswith("/batch"):
            draft = mail.read(data, key=key, batch=False)
            return self._accept([draft], {"id": draft.id})
        drafts, errors = batch.read(data, key, request.headers.get("x-batch-validation", "strict"))
        told: dict[str, Any] = {"data": [{"id": draft.id} for draft in drafts]}
        return self._accept(drafts, told if errors is None else told | {"errors": errors})

    def _accept(self, drafts: list[Draft], told: dict[str, Any]) -> Response:
        self._world.accept(self, drafts)
        return replace(as_json(told), accepted=len(drafts))

    def _show(self, id_: str) -> Response:
        if not _is_uuid(id_):
            raise invalid("The `id` must be a valid UUID.", "invalid_parameter")
        accepted = self._world.ledger.find(self.key, id_)
        if accepted is None:
            raise Refused(HTTPStatus.NOT_FOUND, "not_found", "Email not found")
        html, text = self._world.ledger.body(accepted.seq) or ("", "")
        now, draft = self._world.clock.now(), accepted.draft
        return as_json(
            {
                "object": "email",
                "id": draft.id,
                "from": draft.sender,
                "created_at": iso_long(accepted.at),
                "subject": draft.subject,
                "html": html or None,
                "text": text or None,
                **{name: draft.further[name] for name in ("to", "cc", "bcc", "reply_to")},
                "tags": [{"name": name, "value": value} for name, value in draft.tags.items()],
                "last_event": events.last_event(accepted, now, tracking=self._tracking),
                "scheduled_at": None,
            }
        )

    def _find_received(self, id_: str) -> Accepted:
        if id_ not in self._received:
            raise Refused(HTTPStatus.NOT_FOUND, "not_found", "Email not found")
        return self._received[id_]

    def _download(self, id_: str) -> Response:
        """Whoever has the URL may."""
        if not (received := self._received.get(id_)):
            return as_text("Not found", HTTPStatus.NOT_FOUND)
        body = letter.mime(received.draft, received.at)
        return Response(body=body, headers={"content-type": "message/rfc822"})

    def _pace_headers(self, response: Response, team: str) -> dict[str, str]:
        over = response.status == HTTPStatus.TOO_MANY_REQUESTS
        return self._pace.headers(team) | ({"retry-after": "1"} if over else {})


def _only(method: str, request: Request) -> None:
    if request.method != method:
        message = "Method is not allowed for the requested path."
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", message)


def _conflict(name: str, how: str) -> Refused:
    return Refused(HTTPStatus.CONFLICT, name, f"Same idempotency key used {how}.")


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
