"""The door of the providers: each request is written down, and meets the faults on order."""

import asyncio
from dataclasses import replace

from wedsync.sandbox import wire
from wedsync.sandbox.faults import Fault
from wedsync.sandbox.journal import Entry
from wedsync.sandbox.provider import Provider
from wedsync.sandbox.wire import Receive, Request, Response, Send
from wedsync.sandbox.world import World


async def pass_through(
    world: World, provider: Provider, request: Request, receive: Receive, send: Send
) -> None:
    response, fault = await meet(world, provider, request)
    if response is None:
        await wire.drop(receive, send)
    else:
        await wire.write(send, response, over=fault.slow_body)


async def meet(world: World, provider: Provider, request: Request) -> tuple[Response | None, Fault]:
    """The answer, whatever wire it goes over, None to cut the connection; and what struck."""
    entry = world.journal.write(request, world.clock.now())
    fault = world.faults.strike(request.method, request.path)
    entry.fault = fault.name
    response = await _answer(provider, request, fault, entry)
    if response is None:
        entry.outcome = "dropped"
    else:
        entry.outcome, entry.status = "answered", int(response.status)
    return response, fault


async def _answer(
    provider: Provider, request: Request, fault: Fault, entry: Entry
) -> Response | None:
    """None: cut the connection."""
    if fault.before:
        await asyncio.sleep(fault.delay + fault.hang)
        return _in_place(fault)
    response = await provider.answer(replace(request, delay=fault.delay))
    entry.accepted = response.accepted
    await asyncio.sleep(fault.hang)
    if fault.drop:
        return None
    if fault.status:
        return _in_place(fault)
    return _halved(response) if fault.bad_json else response


def _in_place(fault: Fault) -> Response | None:
    if not fault.status:
        return None
    return Response(
        fault.status, fault.content, {"content-type": "application/json", **fault.headers}
    )


def _halved(response: Response) -> Response:
    return replace(response, body=response.body[: len(response.body) // 2])
