"""The port on which a mail server is spoken to: opened, and left without a trace."""

import asyncio
import logging
import socket
from typing import Final
from weakref import WeakSet

from aiosmtpd.smtp import SMTP

from wedsync.sandbox.providers.smtp.session import Session

MOST_BYTES: Final = 30_000_000
NAME: Final = "sandbox.invalid"
logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd tells every line it hears


class Listener:
    """In the event loop of the program, as everything that touches its world."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._server: asyncio.Server | None = None
        self._open: WeakSet[SMTP] = WeakSet()

    @property
    def port(self) -> int:
        """0 while nobody listens."""
        sockets = self._server.sockets if self._server else ()
        return int(sockets[0].getsockname()[1]) if sockets else 0

    async def open(self, host: str, port: int, handed_over: int) -> None:
        """`handed_over` numbers a socket that listens already. Raises OSError."""
        loop = asyncio.get_running_loop()
        listener = (
            socket.socket(fileno=handed_over) if handed_over else socket.create_server((host, port))
        )
        self._server = await loop.create_server(self._answer_a_call, sock=listener)

    async def close(self) -> None:
        if self._server:
            self._server.close()
        for one in self._open:
            if isinstance(one.transport, asyncio.WriteTransport):
                one.transport.abort()
        await asyncio.sleep(0)  # for those who were spoken to, to notice

    def _answer_a_call(self) -> SMTP:
        one = SMTP(
            self._session,
            data_size_limit=MOST_BYTES,
            enable_SMTPUTF8=True,
            hostname=NAME,
            ident="WedSync sandbox",
            auth_require_tls=False,
            authenticator=self._session.log_in,
            loop=asyncio.get_running_loop(),
        )
        self._open.add(one)
        return one
