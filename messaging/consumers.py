"""Says to a person's open page that a note came; the note itself the page asks for.

Nothing that the other side sends is ever used; whose page it is, its token says.
"""

import asyncio
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.urls import path

from messaging.links import read_private
from messaging.news import group_of_person
from wedsync.lib.tokens import BadToken

NO_SUCH_PAGE, NOT_EXPECTED = 4404, 4400


class PersonPage(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    gather_seconds = 0.1  # a burst of notes is one hint
    group: str = ""
    hint: "asyncio.Task[None] | None" = None

    async def connect(self) -> None:
        await self.accept()  # so that the page learns why it is closed
        try:
            _, person_id = read_private("page", self.scope["url_route"]["kwargs"]["token"])
        except BadToken:
            await self.close(NO_SUCH_PAGE)
            return
        self.group = group_of_person(person_id)
        await self.channel_layer.group_add(self.group, self.channel_name)

    async def disconnect(self, code: int) -> None:
        if self.hint is not None:
            self.hint.cancel()
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.close(NOT_EXPECTED)

    async def news(self, _event: dict[str, Any]) -> None:
        if self.hint is None or self.hint.done():
            self.hint = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        await asyncio.sleep(self.gather_seconds)
        await self.send(text_data="news")


routes = [path("live/p/<str:token>/", PersonPage.as_asgi())]
