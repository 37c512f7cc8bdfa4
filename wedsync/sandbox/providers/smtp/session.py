"""What is said in one SMTP connection: the commands that faults and recipients answer to."""

import asyncio
from functools import partial
from typing import Any, Final, NoReturn, cast
from weakref import WeakKeyDictionary

from aiosmtpd.smtp import MISSING, SMTP, AuthResult, Envelope, LoginPassword
from aiosmtpd.smtp import Session as Connection

from wedsync.sandbox import door
from wedsync.sandbox.faults import NONE, Fault
from wedsync.sandbox.provider import Provider
from wedsync.sandbox.providers.smtp import replies
from wedsync.sandbox.wire import Request, Response
from wedsync.sandbox.world import World

PATH: Final = "/smtp/"  # by which faults and the journal know it
MOST_RECIPIENTS: Final = 100
GARBAGE: Final = "\x00\x01 no line of SMTP"
WRONG: Final = b"wrong"  # the one password that opens nothing


class Session:
    """The hooks of aiosmtpd, for every connection the same. Each returns the line to answer with.

    A fault strikes at the end of DATA, unless its method is AUTH, MAIL or RCPT, or its status one
    of a login.
    """

    def __init__(self, world: World, provider: Provider) -> None:
        self._world = world
        self._provider = provider
        self._refused: WeakKeyDictionary[SMTP, str] = WeakKeyDictionary()

    def log_in(self, _: SMTP, __: Connection, ___: Envelope, ____: str, told: Any) -> AuthResult:
        """Anybody may, and nobody must."""
        known = isinstance(told, LoginPassword) and told.login and told.password != WRONG
        return AuthResult(success=bool(known), handled=False, auth_data=told)

    async def handle_AUTH(self, server: SMTP, *_: object) -> Any:  # noqa: N802 -- aiosmtpd's name
        """Who was refused by one mechanism is refused by the next: clients try all they know."""
        if server in self._refused:
            return self._refused[server]
        if (struck := await self._early(server, "AUTH")) is not MISSING:
            self._refused[server] = struck
        return struck

    async def handle_MAIL(self, server: SMTP, *_: object) -> Any:  # noqa: N802 -- aiosmtpd's name
        return await self._early(server, "MAIL")

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, _: Connection, envelope: Envelope, address: str, *__: object
    ) -> Any:
        if (struck := await self._early(server, "RCPT")) is not MISSING:
            return struck
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        return replies.refusal(address) or MISSING

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, connection: Connection, envelope: Envelope
    ) -> str:
        request = _request(connection, envelope)
        response, fault = await door.meet(self._world, self._provider, request)
        if response is None:
            await _cut(server)
        line = GARBAGE if fault.bad_json else _line(response)
        return await _dribbled(server, line, fault.slow_body)

    async def _early(self, server: SMTP, verb: str) -> Any:
        """MISSING: aiosmtpd goes on by itself."""
        fault = self._world.faults.strike(verb, PATH, only=partial(_belongs, verb))
        if fault is NONE:
            return MISSING
        entry = self._world.journal.write(Request(verb, PATH), self._world.clock.now())
        entry.fault = fault.name
        await asyncio.sleep(fault.delay + fault.hang)
        if fault.drop or (fault.hang and not fault.status):
            entry.outcome = "dropped"
            await _cut(server)
        entry.outcome, entry.status = "answered", fault.status
        if fault.status:
            return _line(Response(fault.status, fault.content))
        return GARBAGE if fault.bad_json else MISSING


def _belongs(verb: str, fault: Fault) -> bool:
    return fault.method == verb or (verb == "AUTH" and fault.status in replies.LOGIN)


def _request(connection: Connection, envelope: Envelope) -> Request:
    login = cast("LoginPassword | None", connection.auth_data)
    user = login.login.decode("utf-8", "replace") if login else ""
    told = {"user": user, "mail-from": envelope.mail_from or ""}
    return Request(
        method="DATA",
        path=PATH,
        headers={**told, "rcpt-to": "\n".join(envelope.rcpt_tos)},
        body=bytes(envelope.original_content or b""),
    )


def _line(response: Response) -> str:
    return f"{int(response.status)} {response.body.decode()}"


async def _dribbled(server: SMTP, line: str, over: float) -> str:
    """What is left of it after most went out, a tenth at a time."""
    size = -(-len(line) // 10)
    while over and len(line) > size:
        _transport(server).write(line[:size].encode())
        line = line[size:]
        await asyncio.sleep(over / 10)
    return line


async def _cut(server: SMTP) -> NoReturn:
    """aiosmtpd cancels whatever it does for a connection that is lost."""
    _transport(server).abort()
    await asyncio.Future()
    raise AssertionError


def _transport(server: SMTP) -> asyncio.WriteTransport:
    return cast("asyncio.WriteTransport", server.transport)
