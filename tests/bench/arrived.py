"""Wait until the sink has every mail: who asks the database meanwhile gives it work of his own."""

import os
import time

import requests

LOOK_AGAIN = 0.1  # seconds
PATIENCE = 300.0  # seconds; the slowest peer's 4,000 mails take a tenth of it


def await_all(size: int) -> None:
    """Then what was to be sent has left, if not yet been noted everywhere."""
    deadline = time.monotonic() + PATIENCE
    while (received := _received()) < size:
        if time.monotonic() > deadline:
            raise SystemExit(f"the sink has {received} of {size}")
        time.sleep(LOOK_AGAIN)


def _received() -> int:
    address = f"http://127.0.0.1:{os.environ['BENCH_HTTP_PORT']}/_ctl/report"
    return int(requests.get(address, timeout=10).json()["received"])
