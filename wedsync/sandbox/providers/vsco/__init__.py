"""VSCO Workspace (Táve) on this machine: the API v2 of one studio, its REST hooks, its quotas."""

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted, Draft
from wedsync.sandbox.pace import Pace
from wedsync.sandbox.providers.vsco import lists
from wedsync.sandbox.providers.vsco.refusal import DENIED, QUOTA, Refused
from wedsync.sandbox.providers.vsco.stock import CHANGES, drift, stock
from wedsync.sandbox.providers.vsco.studio import KINDS, Item, Studio
from wedsync.sandbox.wire import Request, Response, Unfit, as_json
from wedsync.sandbox.world import World

PATH: Final = re.compile(r"/vsco/api/v2/([a-z-]+)(?:/([0-9a-z]{1,26}))?")
MOST_JOBS: Final = 20_000


def build(world: World) -> "Vsco":
    return Vsco(world)


class Vsco:
    """Speaks /job, /address-book, /job-contact, /event, /event-type, /job-type, /job-role,
    /studio/me and /rest-hook below /vsco/api/v2. Any key opens it, but `wrong`."""

    key = "vsco"
    prefixes = ("vsco",)
    hook = "/hooks/vsco/"

    def __init__(self, world: World) -> None:
        self._world = world
        self._pace = Pace(world.clock, world.config.vsco_limit)
        self.studio = Studio()
        self.refusals = {"quota": QUOTA.response(), "denied": DENIED.response()}
        self.levers = {
            "/_ctl/vsco": {"GET": self._tell, "POST": self._stock},
            "/_ctl/vsco/change": {"POST": self._change},
            "/_ctl/vsco/drift": {"POST": self._drift},
        }

    async def answer(self, request: Request) -> Response:
        key = request.headers.get("x-api-key", "")
        if key in {"", "wrong"}:
            return DENIED.response()
        if not self._pace.take(key):
            return QUOTA.response()
        try:
            return await self._route(request)
        except Refused as refused:
            return refused.response()

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        """Only the id is told; the rest is to be asked for."""
        if "targetId" not in accepted.draft.further:
            return None
        return json.dumps(dict(accepted.draft.further)).encode()

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        """They document no signature."""
        return {"content-type": "application/json"}

    def forget(self) -> None:
        self._pace.clear()
        self.studio.clear()

    async def _route(self, request: Request) -> Response:
        if request.path.rstrip("/") == "/vsco/api/v2/studio/me":
            return as_json(self.studio.me)
        found = PATH.fullmatch(request.path.rstrip("/"))
        if not found or found[1] not in KINDS:
            raise Refused("Not found", HTTPStatus.NOT_FOUND)
        kind, item_id = found[1], found[2]
        if item_id is None:
            return await self._collection(request, kind)
        return await self._one(request, kind, item_id)

    async def _collection(self, request: Request, kind: str) -> Response:
        if request.method == "GET":
            return as_json(lists.answer(kind, self.studio.all(kind), request.query))
        if request.method != "POST":
            raise Refused("Method not allowed", HTTPStatus.METHOD_NOT_ALLOWED)
        fields = request.fields()
        if kind == "rest-hook":
            lists.check_hook(fields)
        await request.work()
        made = self.studio.add(kind, fields, self._world.clock.now())
        self._call_hooks(kind, made)
        return as_json(made, HTTPStatus.CREATED)

    async def _one(self, request: Request, kind: str, item_id: str) -> Response:
        if item_id not in self.studio.kept[kind]:
            raise Refused("Not found", HTTPStatus.NOT_FOUND)
        if request.method == "PUT":
            fields = request.fields()
            await request.work()
            self.studio.change(kind, item_id, fields, self._world.clock.now())
        elif request.method == "DELETE":
            self.studio.remove(kind, item_id)
            return Response(HTTPStatus.NO_CONTENT)
        return as_json(self.studio.kept[kind][item_id])

    def _call_hooks(self, kind: str, made: Item) -> None:
        event = {"job": "job.created", "address-book": "contact.created"}.get(kind)
        for hook in self.studio.all("rest-hook"):
            if hook["event"] == event and self._world.config.webhook_url:
                further = {"event": event, "targetId": made["id"]}
                draft = Draft(
                    id=made["id"], to=(hook["url"],), further=further, story=(Step(0, "hook", ""),)
                )
                self._world.hear(Hooked(urlsplit(hook["url"]).path, self), draft)

    def _tell(self, _: Request) -> Response:
        return as_json({kind: len(items) for kind, items in self.studio.kept.items()})

    def _stock(self, request: Request) -> Response:
        """{jobs, seed, today}: forget everything and begin with so many jobs."""
        told = {"jobs": 40, "seed": 1, "today": "2027-03-01", "odd": True, **request.fields()}
        jobs, seed = _whole(told["jobs"], MOST_JOBS), _whole(told["seed"], 2**31)
        self.studio.clear()
        stock(self.studio, jobs, seed, str(told["today"]), self._world.clock.now(), told["odd"])
        return self._tell(request)

    def _change(self, request: Request) -> Response:
        """{kind, id, fields}: somebody changes this in the studio; `fields` null removes it."""
        told = request.fields()
        kind, item_id, fields = told.get("kind", "job"), told.get("id"), told.get("fields")
        if item_id not in self.studio.kept.get(kind, {}):
            raise Unfit(f"There is no {kind} {item_id!r}.")
        if fields is None:
            self.studio.remove(kind, item_id)
            return self._tell(request)
        return as_json(self.studio.change(kind, item_id, fields, self._world.clock.now()))

    def _drift(self, request: Request) -> Response:
        """{changes, seed}: so many things happen in the studio; tells what, by kind."""
        told = {"changes": 5, "seed": 1, **request.fields()}
        changes = _whole(told["changes"], MOST_JOBS)
        happened = drift(self.studio, changes, _whole(told["seed"], 2**31), self._world.clock.now())
        return as_json({name: happened.get(name, []) for name in CHANGES})


class Hooked:
    """The voice of one subscription: it calls the address that was asked for."""

    key = "vsco"

    def __init__(self, hook: str, vsco: Vsco) -> None:
        self.hook = hook
        self.notice = vsco.notice
        self.signed = vsco.signed


def _whole(value: Any, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise Unfit(f"A whole number from 0 to {most}, not {value!r}.")
    return value
