"""The sandbox's levers in Python, for tests and for whoever drives a sandbox elsewhere."""

import http.client
import json
import time
from collections import Counter
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit


class Refused(RuntimeError):
    """The sandbox said no; the text is its sentence."""


class Address(NamedTuple):
    host: str
    port: int


class Client:
    """`url` is where the sandbox answers, such as http://127.0.0.1:9025. Raises OSError when it
    does not, Refused when it says no."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    @property
    def resend_url(self) -> str:
        """What Anymail calls RESEND_API_URL."""
        return f"{self.url}/resend/"

    @property
    def mailgun_url(self) -> str:
        """What Anymail calls MAILGUN_API_URL."""
        return f"{self.url}/mailgun/v3/"

    @property
    def sendgrid_url(self) -> str:
        """What Anymail calls SENDGRID_API_URL."""
        return f"{self.url}/sendgrid/v3/"

    @property
    def vsco_url(self) -> str:
        """The API of VSCO Workspace."""
        return f"{self.url}/vsco/api/v2/"

    @cached_property
    def smtp(self) -> Address:
        """Where its mail server listens."""
        host, _, port = self.health()["smtp"].rpartition(":")
        return Address(host, int(port))

    def accepted(self, **filters: str | int) -> list[dict[str, Any]]:
        """The truth, oldest first. Filters: provider, to, since, limit, bodies=1, visible=1."""
        lines: list[dict[str, Any]] = self.call("GET", "accepted", **filters)["accepted"]
        return lines

    def recipients(self, **filters: str | int) -> Counter[str]:
        """How many mails each address was sent."""
        return Counter(to for line in self.accepted(**filters) for to in line["to"])

    def faults(self, *orders: dict[str, Any]) -> list[dict[str, Any]]:
        """Queue faults (see wedsync.sandbox.faults.Fault); returns all that are queued."""
        method = "POST" if orders else "GET"
        queued: list[dict[str, Any]] = self.call(method, "faults", list(orders) or None)["faults"]
        return queued

    def fault(self, path: str = "/resend/", **effect: Any) -> None:
        """One fault: fault(status=500, when="after")."""
        self.faults({"path": path, **effect})

    def clear_faults(self) -> None:
        self.call("DELETE", "faults")

    def journal(self, path: str = "") -> list[dict[str, Any]]:
        """Every request to a provider that is still remembered, oldest first."""
        entries: list[dict[str, Any]] = []
        since = 0
        while page := self.call("GET", "journal", path=path, since=since, limit=1000)["entries"]:
            entries += page
            since = page[-1]["seq"]
        return entries

    def clock(self, offset: float | None = None) -> dict[str, float]:
        """{now, offset}; moves the clock when an offset in seconds is given."""
        moved = None if offset is None else {"offset": offset}
        told: dict[str, float] = self.call("POST" if moved else "GET", "clock", moved)
        return told

    def listing_lag(self, seconds: float) -> None:
        """What happens shows in Mailgun's events and Twilio's list of messages that much later."""
        self.call("POST", "listings", {"lag": seconds})

    def webhooks(self, **weather: Any) -> dict[str, Any]:
        """Set how webhooks travel (mode, copies, shuffle, late, forged, seed); tells the counts."""
        told: dict[str, Any] = self.call("POST" if weather else "GET", "webhooks", weather or None)
        return told

    def inbound(self, channel: str = "email", **fields: str) -> dict[str, Any]:
        """Somebody writes: inbound("sms", from_=…, to=…, text="STOP"). For a mail also provider,
        subject, html, in_reply_to, references, message_id; hook for another than the usual."""
        told = {name.removesuffix("_"): text for name, text in fields.items()}
        answer: dict[str, Any] = self.call("POST", "inbound", {"channel": channel, **told})
        return answer

    def scripted(self, provider: str = "openai", **order: str) -> dict[str, Any]:
        """How a language model behaves: mode (see scripted.MODES), payload. Tells what it was
        asked; without an order it only tells."""
        method = "POST" if order else "GET"
        told: dict[str, Any] = self.call(method, provider, order or None)
        return told

    def studio(self, jobs: int, seed: int = 1, **further: Any) -> dict[str, int]:
        """Begin a VSCO studio with so many jobs; `today` is where its season stands, `odd=False`
        leaves out the jobs that nobody expects. Tells how many of each kind there are."""
        told: dict[str, int] = self.call("POST", "vsco", {"jobs": jobs, "seed": seed, **further})
        return told

    def in_studio(self, item_id: str, fields: Any, kind: str = "job") -> dict[str, Any]:
        """Somebody changes an item there, or removes it (None)."""
        order = {"kind": kind, "id": item_id, "fields": fields}
        told: dict[str, Any] = self.call("POST", "vsco/change", order)
        return told

    def drift(self, changes: int, seed: int = 1) -> dict[str, list[str]]:
        """So many things happen in the studio; ids of the jobs by what happened."""
        told: dict[str, list[str]] = self.call(
            "POST", "vsco/drift", {"changes": changes, "seed": seed}
        )
        return told

    def subscription(self, device: str, key: str = "") -> dict[str, Any]:
        """What that browser's PushManager gives out; with a key, for the sender who has it."""
        told: dict[str, Any] = self.call("POST", "webpush", {"device": device, "key": key})
        return told

    def flush(self) -> None:
        """All webhooks that wait are due now."""
        self.call("POST", "webhooks", {"flush": True})

    def settle(self, seconds: float = 10) -> dict[str, Any]:
        """Wait until nothing is left to report back; tells the counts. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while (told := self.webhooks())["waiting"]:
            if time.monotonic() > until:
                raise TimeoutError(f"{told['waiting']} webhooks still wait after {seconds} s.")
            time.sleep(0.02)
        return told

    def reset(self) -> None:
        self.call("POST", "reset")

    def health(self) -> dict[str, Any]:
        told: dict[str, Any] = self.call("GET", "health")
        return told

    def call(self, method: str, lever: str, body: object = None, **query: str | int) -> Any:
        """One call to /_ctl/<lever>."""
        where = urlsplit(self.url)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        content = None if body is None else json.dumps(body)
        try:
            connection.request(method, f"/_ctl/{lever}?{urlencode(query)}", content)
            answer = connection.getresponse()
            told = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise Refused(told["error"])
        return told
