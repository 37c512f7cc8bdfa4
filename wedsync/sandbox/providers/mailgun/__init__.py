"""Mailgun on this machine: sending with user variables, asking for events, signed webhooks."""

import base64
import binascii
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final

from wedsync.sandbox import letter, signing
from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.pace import Pace
from wedsync.sandbox.providers.mailgun import asking, events, form, mail
from wedsync.sandbox.providers.mailgun.inbound import Inbound
from wedsync.sandbox.providers.mailgun.refusal import FORBIDDEN, READY, Refused, over_limit
from wedsync.sandbox.wire import Request, Response, as_json, as_text
from wedsync.sandbox.world import World

PATH: Final = re.compile(r"/mailgun/v3/([^/]+)/(messages|events)(?:/([^/]+))?")
DOMAIN: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+", re.IGNORECASE)


def build(world: World) -> "Mailgun":
    return Mailgun(world)


class Mailgun:
    """Speaks POST /{domain}/messages and GET /{domain}/events below /mailgun/v3. There are no
    idempotency keys: a repeat is a second mail."""

    key = "mailgun"
    prefixes = ("mailgun",)
    hook = "/hooks/mailgun/"
    hears = ("email",)

    def __init__(self, world: World) -> None:
        self._world = world
        self.refusals = {name: one.response() for name, one in READY.items()} | {
            "forbidden": FORBIDDEN
        }
        self._pace = Pace(world.clock, world.config.mailgun_limit)
        # (name, value) of a user variable, or ("", message id), to the mails that have it.
        self._index: defaultdict[tuple[str, str], list[Accepted]] = defaultdict(list)

    async def answer(self, request: Request) -> Response:
        key = _key(request.headers.get("authorization", ""))
        if not key:
            return FORBIDDEN
        found = PATH.fullmatch(request.path.rstrip("/"))
        if not found:
            return as_text("Mailgun Magnificent API")
        domain, what, token = found.groups()
        try:
            self._admit(domain, key)
            return await self._route(request, domain, what, token)
        except Refused as refused:
            return refused.response()

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        html, _ = self._world.ledger.body(accepted.seq) or ("", "")
        told = None if step.deed == events.ACCEPTED else events.event(accepted, step, at, html)
        return None if told is None else json.dumps({"event-data": told}).encode()

    def enclosed(self, event_id: str, at: float, body: bytes) -> bytes:
        block = signing.mailgun(self._world.config.mailgun_signing_key, event_id, at)
        return json.dumps({"signature": block, **json.loads(body)}).encode()

    def spoiled(self, body: bytes) -> bytes:
        """The event could be changed unseen; so it is the signature's own token that is."""
        told = json.loads(body)
        told["signature"]["token"] = told["signature"]["token"][::-1] + "0"
        return json.dumps(told).encode()

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        return {"content-type": "application/json"}

    def hear(self, channel: str, hook: str, fields: Mapping[str, Any]) -> Response:
        voice = Inbound(hook or self.hook, self._world.config.mailgun_signing_key)
        heard = self._world.hear(voice, letter.read(fields))
        return as_json({"message_id": heard.draft.headers["Message-Id"]})

    def forget(self) -> None:
        self._pace.clear()
        self._index.clear()

    def _admit(self, domain: str, key: str) -> None:
        if not DOMAIN.fullmatch(domain):
            raise Refused(f"Domain not found: {domain}", HTTPStatus.NOT_FOUND)
        if not self._pace.take(key):
            raise over_limit(domain, 1)

    async def _route(self, request: Request, domain: str, what: str, token: str | None) -> Response:
        if (request.method, what, token) == ("POST", "messages", None):
            return await self._take(request, domain)
        if (request.method, what) == ("GET", "events"):
            return self._show(request, domain, token)
        raise Refused("Method Not Allowed", HTTPStatus.METHOD_NOT_ALLOWED)

    async def _take(self, request: Request, domain: str) -> Response:
        drafts = mail.read(form.read(request), domain)
        await request.work()
        for accepted in self._world.accept(self, drafts):
            self._index["", accepted.draft.id.strip("<>")].append(accepted)
            for pair in accepted.draft.tags.items():
                self._index[pair].append(accepted)
        told = {"id": drafts[0].id, "message": "Queued. Thank you."}
        return replace(as_json(told), accepted=len(drafts))

    def _show(self, request: Request, domain: str, token: str | None) -> Response:
        query = asking.page(token) if token else request.query
        mails = [one for one in self._asked(query) if one.draft.further["domain"] == domain]
        host = request.headers.get("host", "localhost")
        here = f"http://{host}/mailgun/v3/{domain}/events"
        return as_json(asking.answer(self._world, mails, query, here))

    def _asked(self, query: Mapping[str, str]) -> Iterable[Accepted]:
        """By message id and user variables: one look, however many there were."""
        keys = list(asking.variables(query).items())
        if "message-id" in query:
            keys.append(("", query["message-id"].strip("<>")))
        if not keys:
            to = query.get("recipient", "")
            return self._world.ledger.select(provider=self.key, to=to)
        first, *others = ({one.seq: one for one in self._index.get(key, [])} for key in keys)
        return [one for seq, one in first.items() if all(seq in other for other in others)]


def _key(authorization: str) -> str:
    """Of `Basic` and base64 of api:key; "" when there is none."""
    try:
        told = base64.b64decode(authorization.removeprefix("Basic "), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return told.removeprefix("api:") if told.startswith("api:") else ""
