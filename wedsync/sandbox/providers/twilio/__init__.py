"""Twilio on this machine: SMS and WhatsApp, their errors, callbacks, opt-outs, segments, prices."""

import base64
import binascii
import hmac
import re
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted, Draft
from wedsync.sandbox.provider import Levers
from wedsync.sandbox.providers.twilio import (
    contents,
    inbound,
    message,
    numbers,
    prices,
    ready,
    resource,
)
from wedsync.sandbox.providers.twilio.consent import Consent
from wedsync.sandbox.providers.twilio.refusal import Refused, not_found
from wedsync.sandbox.providers.twilio.voice import FORM, Voice, Word
from wedsync.sandbox.wire import Request, Response, as_json
from wedsync.sandbox.world import World

MESSAGES: Final = re.compile(
    r"/api/2010-04-01/Accounts/(?P<account>\w+)/Messages(?:/(?P<sid>\w+))?\.json"
)
CONTENT: Final = re.compile(r"/content/v1/Content(?:/(?P<sid>\w+))?")
PRICES: Final = re.compile(r"/pricing/v1/Messaging/Countries/(?P<iso>[A-Za-z]{2})")
MOST: Final = 1000  # messages to a page


def build(world: World) -> "Twilio":
    return Twilio(world)


class Twilio:
    """Below /twilio the first part of a path is the product: api, content, pricing.

    In the ledger its messages are of `twilio_sms` or `twilio_whatsapp`.
    """

    key = "twilio"
    prefixes = ("twilio",)
    hook = "/hooks/twilio/"
    hears = ("sms", "whatsapp")

    def __init__(self, world: World) -> None:
        self._world = world
        self._consent = Consent(world.clock)
        self.refusals = ready.refusals()
        self.levers: Levers = {"/_ctl/twilio/inbound": {"POST": self._hear}}

    async def answer(self, request: Request) -> Response:
        try:
            return await self._route(request, self._admit(request))
        except Refused as refused:
            return refused.response()

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        """None: each message has a voice of its own, and the URL it was given."""
        return None

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        return {"content-type": FORM}

    def hear(self, channel: str, hook: str, fields: Mapping[str, Any]) -> Response:
        told = {"body" if name == "text" else name: one for name, one in fields.items()}
        return self._heard(inbound.read({**told, "channel": channel}), hook or self.hook)

    def forget(self) -> None:
        self._consent.clear()

    def _admit(self, request: Request) -> str:
        """The account whose token this is. Raises Refused."""
        scheme, _, coded = request.headers.get("authorization", "").partition(" ")
        try:
            account, _, token = base64.b64decode(coded).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            account = token = ""
        known = hmac.compare_digest(token.encode(), self._world.config.twilio_token.encode())
        named = re.fullmatch(r"AC[0-9a-fA-F]{32}", account)
        if scheme.lower() != "basic" or not named or not known:
            raise Refused(20003, "Authenticate")
        return account

    async def _route(self, request: Request, account: str) -> Response:
        path = request.path.removeprefix("/twilio")
        if (found := MESSAGES.fullmatch(path)) and found["account"] == account:
            return await self._messages(request, account, found["sid"])
        if request.method != "GET":
            raise not_found(path)
        if found := CONTENT.fullmatch(path):
            return _content(account, found["sid"], path)
        if (found := PRICES.fullmatch(path)) and (table := prices.country(found["iso"].upper())):
            return as_json(table)
        raise not_found(path)

    async def _messages(self, request: Request, account: str, sid: str | None) -> Response:
        if sid is None and request.method == "POST":
            await request.work()
            return self._create(request, account)
        if request.method != "GET":
            raise Refused(20004, "Method not allowed")
        return self._show(account, sid) if sid else self._list(request, account)

    def _create(self, request: Request, account: str) -> Response:
        draft = message.read(_form(request), account)
        person, sender = draft.to[0], draft.further["from"]
        if self._consent.silenced(person, sender):
            raise Refused(21610, "Attempt to send to unsubscribed recipient")
        error = numbers.error_of(person) or self._shut(draft)
        service = bool(draft.further["service"])
        story = numbers.story(person, error, service=service, tempo=self._world.config.tempo)
        draft = replace(draft, story=story, further={**draft.further, "error": error})
        voice = self._voice(draft.further["callback"], resource.callback, person)
        [accepted] = self._world.accept(voice, [draft])
        born = replace(accepted, story=())
        told = resource.shown(born, draft.text, accepted.at)
        return replace(as_json(told, HTTPStatus.CREATED), accepted=1)

    def _shut(self, draft: Draft) -> int | None:
        """63016 for a free-form message outside of the 24 hours after their last one."""
        person = draft.to[0]
        free = person.startswith("whatsapp:") and not draft.further["content"]
        shut = free and not self._consent.window_open(person, draft.further["from"])
        return 63016 if shut else None

    def _show(self, account: str, sid: str) -> Response:
        for key in ("twilio_sms", "twilio_whatsapp"):
            one = self._world.ledger.find(key, sid)
            if one and one.draft.further["account"] == account:
                return as_json(self._shown(one))
        raise not_found(f"/2010-04-01/Accounts/{account}/Messages/{sid}.json")

    def _list(self, request: Request, account: str) -> Response:
        """Newest first, as Twilio lists them; those of persons who wrote are left out."""
        query = {"PageSize": "50", "Page": "0", **request.query}
        if any(name.startswith("DateSent") for name in query):
            raise Refused(20001, "The sandbox does not speak Twilio's DateSent.")
        size, number = _whole(query["PageSize"]), _whole(query["Page"])
        size = max(1, min(size, MOST))
        fits = [
            one
            for one in reversed(self._world.ledger.select(to=query.get("To", "")))
            if one.provider in {"twilio_sms", "twilio_whatsapp"}
            and self._world.listed(one.at)
            and one.draft.further["account"] == account
            and query.get("From", one.draft.further["from"]) == one.draft.further["from"]
        ]
        shown = [self._shown(one) for one in fits[number * size : (number + 1) * size + 1]]
        path = request.path.removeprefix("/twilio/api")
        return as_json(resource.page(shown, {**query, "PageSize": str(size)}, path))

    def _shown(self, one: Accepted) -> dict[str, object]:
        _, text = self._world.ledger.body(one.seq) or ("", "")
        return resource.shown(one, text, self._world.clock.now())

    def _hear(self, request: Request) -> Response:
        """The lever: {from, to, body, channel}. What was told is answered."""
        return self._heard(inbound.read(request.fields()), self.hook)

    def _heard(self, draft: Draft, hook: str) -> Response:
        url = self._world.config.webhook_url + hook
        self._world.hear(self._voice(url, inbound.form, draft.sender), draft)
        self._consent.hear(draft.sender, draft.to[0], draft.text)
        return as_json({"sid": draft.id, "from": draft.sender, "to": draft.to[0]})

    def _voice(self, url: str, word: Word, person: str) -> Voice:
        config = self._world.config
        key = "twilio_whatsapp" if person.startswith("whatsapp:") else "twilio_sms"
        return Voice(key, config.webhook_url, url, config.twilio_token, self._world.clock, word)


def _content(account: str, sid: str | None, path: str) -> Response:
    if sid is None:
        return as_json(contents.listed(account))
    if sid not in contents.WORDS:
        raise not_found(path.removeprefix("/content"))
    return as_json(contents.shown(account, sid))


def _form(request: Request) -> dict[str, str]:
    try:
        return dict(parse_qsl(request.body.decode(), keep_blank_values=True))
    except UnicodeDecodeError:
        raise Refused(20001, "The form is not in UTF-8.") from None


def _whole(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise Refused(20001, "Page and PageSize are whole numbers.")
    return int(text)
