"""The browser's end of a WebSocket, without a server in between (channels' own wants daphne)."""

from asgiref.testing import ApplicationCommunicator


class Socket(ApplicationCommunicator):
    def __init__(self, application, path: str, headers: list[tuple[bytes, bytes]]) -> None:
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": b"",
            "headers": headers,
            "subprotocols": [],
        }
        super().__init__(application, scope)

    async def connect(self) -> bool:
        """False when the door stayed shut."""
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(timeout=5))["type"] == "websocket.accept"

    async def say(self, **frame: object) -> None:
        await self.send_input({"type": "websocket.receive", **frame})

    async def hear(self) -> str:
        return (await self.receive_output(timeout=5))["text"]

    async def closed_with(self) -> int:
        message = await self.receive_output(timeout=5)
        assert message["type"] == "websocket.close"
        await self.disconnect(message["code"])
        return message["code"]

    async def disconnect(self, code: int = 1000) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": code})
        await self.wait(timeout=5)
