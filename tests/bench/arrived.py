"""What the sink has to say, and the wait until it has every mail."""

import json
import os
import time
from collections.abc import Callable
from urllib.request import urlopen

LOOK_AGAIN, LOOK_CLOSELY = 0.1, 0.01  # seconds; closely when nine tenths are there
PATIENCE = 300.0  # seconds; the slowest peer's 4,000 mails take a tenth of it


def ask(port: str, what: str) -> dict[str, float]:
    """`what` is report or reset."""
    with urlopen(f"http://127.0.0.1:{port}/_ctl/{what}", timeout=10) as answer:
        return json.load(answer)


def await_all(size: int, under_way: Callable[[], bool]) -> None:
    """Who asks the database before all have left gives it work of his own: the sink is asked."""
    port, deadline = os.environ["BENCH_HTTP_PORT"], time.monotonic() + PATIENCE
    while (received := ask(port, "report")["received"]) < size:
        if time.monotonic() > deadline:
            raise SystemExit(f"the sink has {received} of {size}")
        time.sleep(LOOK_AGAIN if received < 0.9 * size else LOOK_CLOSELY)
    while under_way():
        time.sleep(LOOK_CLOSELY)
