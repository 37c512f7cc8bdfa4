"""Somebody's program that hears webhooks, as bad as it may be: the path says how."""

from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread


class Receiver(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), _Answers)
        self.elsewhere = ""  # where /away leads
        self.heard: list[tuple[str, dict[str, str], bytes]] = []
        self.seen: Counter[str] = Counter()
        self.lock, self.over = Lock(), Event()

    def url(self, path: str) -> str:
        return f"http://{self.server_address[0]}:{self.server_port}/{path}"

    def taken(self, path: str) -> list[str]:
        """The webhook-ids that were answered with 2xx there."""
        return [name for at, name in self.accepted if at == path]

    @property
    def accepted(self) -> list[tuple[str, str]]:
        return [(p, h["webhook-id"]) for p, h, _ in self.heard if p in {"ok", "flaky", "big"}]


class _Answers(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        path = self.path.strip("/")
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.server.lock:
            again = self.server.seen[f"{path}:{headers['webhook-id']}"]
            self.server.seen[f"{path}:{headers['webhook-id']}"] += 1
            if path != "flaky" or again:
                self.server.heard.append((path, headers, body))
        getattr(self, f"_{path}")(again)

    def _say(self, status: int, text: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _ok(self, _again: int) -> None:
        self._say(204)

    def _flaky(self, again: int) -> None:
        self._say(200 if again else 503, Retry_After="90")

    def _fail(self, _again: int) -> None:
        self._say(500, b"out of order")

    def _gone(self, _again: int) -> None:
        self._say(410)

    def _away(self, _again: int) -> None:
        self._say(302, Location=self.server.elsewhere)

    def _hang(self, _again: int) -> None:
        self.server.over.wait(30)

    def _drip(self, _again: int) -> None:
        """A byte now and then: no single read ever takes too long."""
        while not self.server.over.wait(0.05):
            try:
                self.wfile.write(b"X")
            except OSError:
                return

    def _trickle(self, again: int) -> None:
        """Its answer begins at once, and never ends."""
        self.send_response(200)
        self.end_headers()
        self._drip(again)

    def _big(self, _again: int) -> None:
        self._say(200, b"x" * 1_000_000)

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def receiver(host: str = "127.0.0.1"):
    server = Receiver(host)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
