"""Calendars for tests, and a server that publishes one."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

JUNE = {"DTSTART;VALUE=DATE": "20270612", "SUMMARY": "Wedding: Lena & Marc @ Fern Hall"}
LENA = {**JUNE, "UID": "lena@cal", "LOCATION": "Fern Hall\\, Portland"}
DENTIST = {"UID": "d", "DTSTART": "20270301T090000Z", "SUMMARY": "Dentist"}


def calendar(*events, zone="", name="Bookings"):
    """As bytes; each event by property, as it stands in a file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", f"X-WR-CALNAME:{name}"]
    lines += [f"X-WR-TIMEZONE:{zone}"] if zone else []
    for event in events:
        told = [f"{key}:{value}" for key, value in event.items()]
        lines += ["BEGIN:VEVENT", *told, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


class Shelf(ThreadingHTTPServer):
    """Answers each path with what `answers` has for it: (status, headers, body)."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def put(self, body: bytes, path: str = "/bookings.ics") -> str:
        self.answers[path] = (200, {"Content-Type": "text/calendar"}, body)
        return self.url(path)


class _Answer(BaseHTTPRequestHandler):
    server: Shelf

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def shelf():
    server = Shelf()
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
