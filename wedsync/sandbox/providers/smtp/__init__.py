"""A mail server on this machine: any mailbox a vendor might send through, by SMTP."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from wedsync.sandbox.behaviour import Step
from wedsync.sandbox.ledger import Accepted
from wedsync.sandbox.pace import Pace
from wedsync.sandbox.providers.smtp import mail, replies
from wedsync.sandbox.providers.smtp.listener import Listener
from wedsync.sandbox.providers.smtp.session import Session
from wedsync.sandbox.wire import Request, Response
from wedsync.sandbox.world import World

HOST: Final = "127.0.0.1"


def build(world: World) -> "Smtp":
    return Smtp(world)


class Smtp:
    """One mail is one request: a Response's status is SMTP's code, its body the words after it.

    There are no keys and no reports: a repeat is a second mail, what bounces does so at once.
    """

    key = "smtp"
    prefixes = ()
    hook = "/hooks/smtp/"

    def __init__(self, world: World) -> None:
        self._world = world
        self.refusals = {
            str(code): replies.reply(code, told) for code, told in replies.READY.items()
        }
        self._pace = Pace(world.clock, world.config.smtp_limit)
        self._listener = Listener(Session(world, self))

    @property
    def address(self) -> str:
        return f"{HOST}:{port}" if (port := self._listener.port) else ""

    async def open(self) -> None:
        config = self._world.config
        await self._listener.open(HOST, config.smtp_port, config.smtp_socket)

    async def close(self) -> None:
        await self._listener.close()

    async def answer(self, request: Request) -> Response:
        """A mail at the end of its DATA; session.py says how a Request is made of it."""
        if not self._pace.take(request.headers.get("user", "")):
            return replies.reply(451, "4.7.1 Too many mails a second, try again later")
        to = tuple(request.headers["rcpt-to"].split("\n"))
        draft = mail.read(request.body, uuid.uuid4().hex[:12], request.headers["mail-from"], to)
        await request.work()
        self._world.accept(self, [draft])
        return replace(replies.reply(250, f"2.0.0 OK: queued as {draft.id}"), accepted=1)

    def notice(self, accepted: Accepted, step: Step, at: float) -> bytes | None:
        """None: a mail server tells what it refuses while it is spoken to, and nothing later."""
        return None

    def signed(self, event_id: str, at: float, body: bytes) -> Mapping[str, str]:
        return {"content-type": "message/delivery-status"}

    def forget(self) -> None:
        self._pace.clear()
