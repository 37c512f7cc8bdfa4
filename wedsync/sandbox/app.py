"""The program: `uvicorn wedsync.sandbox.app:app`, on loopback, for this machine only."""

import ipaddress
import os
from http import HTTPStatus
from urllib.parse import urlsplit

from wedsync.sandbox import config, door, wire
from wedsync.sandbox.config import Config
from wedsync.sandbox.control import Control
from wedsync.sandbox.pages import Pages
from wedsync.sandbox.provider import Listens
from wedsync.sandbox.providers import found
from wedsync.sandbox.wire import Receive, Request, Response, Scope, Send, as_text
from wedsync.sandbox.world import World


class App:
    """ASGI: providers by the first part of the path, /_ctl/ for tests, pages for people."""

    def __init__(self, world: World) -> None:
        providers = found(world)
        self._world = world
        self._control = Control(world, providers)
        self._pages = Pages(world)
        self._listening = [one for one in providers if isinstance(one, Listens)]
        self._providers = {prefix: one for one in providers for prefix in one.prefixes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        else:
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            request = await wire.read(scope, receive)
        except wire.Gone:
            return
        except wire.TooLarge:
            await wire.write(send, as_text("Too large.", HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
            return
        provider = self._providers.get(request.path.split("/")[1])
        if not from_here(scope, request):
            words = "The sandbox answers on loopback only."
            await wire.write(send, as_text(words, HTTPStatus.FORBIDDEN))
        elif provider:
            await door.pass_through(self._world, provider, request, receive, send)
        else:
            await wire.write(send, self._house(request))

    def _house(self, request: Request) -> Response:
        if request.path.startswith("/_ctl/"):
            return self._control.answer(request)
        return self._pages.answer(request)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await self._stop()
                await send({"type": "lifespan.shutdown.complete"})
                return
            await send(await self._begin())

    async def _begin(self) -> dict[str, str]:
        try:
            for one in self._listening:
                await one.open()
        except OSError as error:
            return {"type": "lifespan.startup.failed", "message": f"Nobody can listen: {error}"}
        return {"type": "lifespan.startup.complete"}

    async def _stop(self) -> None:
        for one in self._listening:
            await one.close()
        self._world.courier.close()


def create_app(settings: Config) -> App:
    return App(World(settings))


def from_here(scope: Scope, request: Request) -> bool:
    """The caller is on this machine, and no web page of elsewhere made its browser call: neither
    by a name that leads here (Host) nor across sites (Origin)."""
    client = scope.get("client")
    named = [urlsplit(f"//{request.headers.get('host', 'localhost')}").hostname]
    if origin := request.headers.get("origin"):
        named.append(urlsplit(origin).hostname)
    return all(_is_loopback(name) for name in [*named, client[0] if client else "localhost"])


def _is_loopback(name: str | None) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name or "").is_loopback
    except ValueError:
        return False


app = create_app(config.from_environ(os.environ))
