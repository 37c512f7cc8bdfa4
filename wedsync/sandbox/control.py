"""The levers under /_ctl/: order faults, read the journal and the truth, move the clock, reset."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from wedsync.sandbox import faults, refusals, weather
from wedsync.sandbox.ledger import Accepted, visible
from wedsync.sandbox.provider import HasLevers, Hears, Listens, Provider
from wedsync.sandbox.wire import NotJson, Request, Response, Unfit, as_json
from wedsync.sandbox.world import World

Answer = Callable[[Request], Response]
CHUNK = 200  # acceptances to a piece of a streamed answer
# Who is written to where the lever names no provider.
USUAL = {"email": "resend", "sms": "twilio", "whatsapp": "twilio"}
HOOK = r"(?:/[\w.~%?&=/-]*)?"
CENTURY = 36_500 * 86_400


class Control:
    """Answers with JSON; what it can't do it says in a sentence under `error`."""

    def __init__(self, world: World, providers: list[Provider]) -> None:
        self._world = world
        self._providers = providers
        self._levers: dict[str, Mapping[str, Answer]] = {
            "/_ctl/health": {"GET": self._health},
            "/_ctl/accepted": {"GET": self._accepted},
            "/_ctl/journal": {"GET": self._journal},
            "/_ctl/faults": {
                "GET": self._faults,
                "POST": self._arm,
                "DELETE": self._clear_faults,
            },
            "/_ctl/clock": {"GET": self._clock, "POST": self._move_clock},
            "/_ctl/webhooks": {"GET": self._webhooks, "POST": self._set_webhooks},
            "/_ctl/listings": {"GET": self._listings, "POST": self._set_listings},
            "/_ctl/inbound": {"POST": self._hear},
            "/_ctl/reset": {"POST": self._reset},
        }
        for provider in providers:
            if isinstance(provider, HasLevers):
                self._levers |= provider.levers

    def answer(self, request: Request) -> Response:
        lever = self._levers.get(request.path.rstrip("/"))
        if lever is None:
            words = f"There is no {request.path}, but {_names(self._levers)}."
            return _error(HTTPStatus.NOT_FOUND, words)
        if request.method not in lever:
            words = f"{request.path} takes {_names(lever)}."
            return _error(HTTPStatus.METHOD_NOT_ALLOWED, words)
        try:
            return lever[request.method](request)
        except NotJson:
            return _error(HTTPStatus.BAD_REQUEST, "The body is not JSON.")
        except Unfit as error:
            return _error(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))

    def _health(self, _: Request) -> Response:
        return as_json(
            {
                "ok": True,
                "providers": [provider.key for provider in self._providers],
                "accepted": len(self._world.ledger),
                "webhooks_waiting": self._world.courier.waiting,
                **{one.key: one.address for one in self._providers if isinstance(one, Listens)},
            }
        )

    def _accepted(self, request: Request) -> Response:
        """All of it by default, however much; streamed."""
        query = request.query
        found = self._world.ledger.select(
            provider=query.get("provider", ""),
            to=query.get("to", ""),
            since=request.whole("since", 0),
        )
        if query.get("visible") == "1":
            found = visible(found)
        limit = request.whole("limit", len(found))
        head = {"count": len(found), "last": len(self._world.ledger)}
        stream = _stream(head, self._lines(found[:limit], bodies=query.get("bodies") == "1"))
        return Response(headers={"content-type": "application/json"}, stream=stream)

    def _lines(self, found: list[Accepted], *, bodies: bool) -> Iterator[dict[str, Any]]:
        for one in found:
            html, text = (self._world.ledger.body(one.seq) or (None, None)) if bodies else ("", "")
            yield one.line() | ({"html": html, "text": text} if bodies else {})

    def _journal(self, request: Request) -> Response:
        since, limit = request.whole("since", 0), request.whole("limit", 100)
        path = request.query.get("path", "")
        entries = self._world.journal.page(since=since, limit=min(limit, 1000), path=path)
        following = entries[-1]["seq"] if entries else since
        count = self._world.journal.count
        return as_json({"count": count, "entries": entries, "next": following})

    def _faults(self, _: Request) -> Response:
        return as_json({"faults": self._world.faults.listing()})

    def _arm(self, request: Request) -> Response:
        ordered = faults.parse(request.json())
        self._world.faults.arm(*(refusals.worded(one, self._providers) for one in ordered))
        return self._faults(request)

    def _clear_faults(self, request: Request) -> Response:
        self._world.faults.clear()
        return self._faults(request)

    def _clock(self, _: Request) -> Response:
        return as_json({"now": self._world.clock.now(), "offset": self._world.clock.offset})

    def _move_clock(self, request: Request) -> Response:
        self._world.move_clock(_offset(request.fields().get("offset")))
        return self._clock(request)

    def _webhooks(self, _: Request) -> Response:
        world, counts = self._world, self._world.courier.counts
        return as_json(
            {
                "url": world.config.webhook_url,
                "weather": vars(world.weather),
                "waiting": world.courier.waiting,
                "arrived": counts["webhook arrived"],
                "retried": counts["webhook retrying"],
                "gave_up": counts["webhook gave up"],
                "visits": counts["visit arrived"],
                "forged_refused": counts["forgery gave up"],
                "forged_taken": counts["forgery arrived"],
            }
        )

    def _set_webhooks(self, request: Request) -> Response:
        """What is named replaces all that held before; flush alone changes nothing else."""
        wanted = request.fields()
        flush = wanted.pop("flush", False)
        if wanted or not flush:
            self._world.set_weather(weather.parse(wanted))
        if flush:
            self._world.flush()
        return self._webhooks(request)

    def _listings(self, _: Request) -> Response:
        return as_json({"lag": self._world.listing_lag})

    def _set_listings(self, request: Request) -> Response:
        lag = request.fields().get("lag")
        if not isinstance(lag, int | float) or isinstance(lag, bool) or not 0 <= lag <= CENTURY:
            raise Unfit("lag is a number of seconds from 0.")
        self._world.listing_lag = float(lag)
        return self._listings(request)

    def _hear(self, request: Request) -> Response:
        """Somebody writes: {channel, provider, hook}, and what was written to whom by whom."""
        fields = {"channel": "email", "provider": "", "hook": "", **request.fields()}
        channel, name, hook = (str(fields.pop(one)) for one in ("channel", "provider", "hook"))
        if not re.fullmatch(HOOK, hook):
            raise Unfit("hook is a path below the webhook URL, such as /hooks/mailgun/.")
        name = name or USUAL.get(channel, "")
        for one in self._providers:
            if isinstance(one, Hears) and one.key == name and channel in one.hears:
                return one.hear(channel, hook, fields)
        raise Unfit(
            f"Nobody hears {channel} for {name or 'anybody'}; channel is {', '.join(USUAL)}."
        )

    def _reset(self, request: Request) -> Response:
        self._world.reset()
        for provider in self._providers:
            provider.forget()
        return self._health(request)


def _stream(head: Mapping[str, Any], lines: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """{…head, "accepted": [line, …]} in pieces of CHUNK lines."""
    yield json.dumps(head).removesuffix("}").encode() + b', "accepted": ['
    piece: list[str] = []
    comma = ""
    for line in lines:
        piece.append(comma + json.dumps(line))
        comma = ",\n"
        if len(piece) == CHUNK:
            yield "".join(piece).encode()
            piece.clear()
    yield "".join(piece).encode() + b"]}"


def _error(status: int, words: str) -> Response:
    return as_json({"error": words}, status)


def _names(of: Mapping[str, object]) -> str:
    return ", ".join(of)


def _offset(value: object) -> float:
    if not isinstance(value, int | float) or not abs(value) <= CENTURY:
        raise Unfit("offset is a number of seconds beside this machine's time.")
    return float(value)
