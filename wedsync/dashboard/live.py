"""Says to open pages that something moved; what moved, they ask for themselves.

Nothing a client sends is ever used, and nothing about a couple ever travels here: the hint is
empty. Who sits at the socket is looked up on the server, at the start and every minute after.
"""

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.urls import path

from messaging.news import group_of
from wedsync.vendors.membership import Right, may, membership_of

SIGNED_OUT, NOT_EXPECTED, TOO_MANY = 4401, 4400, 4429
MOST_EACH = 20  # sockets of one person in one process
open_sockets: Counter[int] = Counter()


class Live(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    recheck_seconds = 60.0
    gather_seconds = 0.1  # a burst of news is one hint
    vendor_id: UUID | None = None
    user_id: int | None = None

    async def connect(self) -> None:
        await self.accept()  # so that the page learns why it is closed
        seat = await self._seat()
        if seat is None:
            await self.close(SIGNED_OUT)
            return
        self.user_id, self.vendor_id = seat
        open_sockets[self.user_id] += 1
        if open_sockets[self.user_id] > MOST_EACH:
            await self.close(TOO_MANY)
            return
        await self.channel_layer.group_add(group_of(self.vendor_id), self.channel_name)
        self.watch = asyncio.create_task(self._watch())

    async def disconnect(self, code: int) -> None:
        for task in (getattr(self, "watch", None), getattr(self, "hint", None)):
            if task is not None:
                task.cancel()
        if self.vendor_id is not None:
            await self.channel_layer.group_discard(group_of(self.vendor_id), self.channel_name)
        if self.user_id is not None:
            open_sockets[self.user_id] -= 1

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """The frame cap is zero: our page never speaks, so whoever does is not our page."""
        await self.close(NOT_EXPECTED)

    async def news(self, _event: dict[str, Any]) -> None:
        hint = getattr(self, "hint", None)
        if hint is None or hint.done():
            self.hint = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        await asyncio.sleep(self.gather_seconds)
        await self.send(text_data="news")

    async def _watch(self) -> None:
        """Who signed out, lost the seat or moved to another vendor stops hearing."""
        while True:
            await asyncio.sleep(self.recheck_seconds)
            if await self._seat() != (self.user_id, self.vendor_id):
                await self.close(SIGNED_OUT)
                return

    async def _seat(self) -> tuple[int, UUID] | None:
        session = self.scope.get("session")
        key: str | None = getattr(session, "session_key", None)
        seat: tuple[int, UUID] | None = await database_sync_to_async(seat_of)(key)
        return seat


def seat_of(session_key: str | None) -> tuple[int, UUID] | None:
    """(user, vendor) of a session as it is now, not as it was; None for nobody."""
    if not session_key:
        return None
    request = HttpRequest()
    request.session = SessionStore(session_key)
    user = get_user(request)
    if not user.is_authenticated:
        return None
    membership = membership_of(user.pk, request.session.get("vendor"))
    if membership is None or not may(membership, Right.LOOK):
        return None
    return user.pk, membership.vendor_id


routes = [path("live/", Live.as_asgi())]
