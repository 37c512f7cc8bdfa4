"""`make bench-fair`: how long others wait while one vendor sends thousands, and what that costs.

In one run the product's own order and FIFO, on the same road for the same time: two workers, and
one that carries nothing but emergencies. Ends with a line that says whether both pass lines hold.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.contest import (
    Contestant,
    Place,
    Sink,
    drop_template,
    make_template,
    service_processes,
    watch,
)

SETTINGS = "wedsync.settings"
CROWD = "tests.bench.crowd"
ORDINARY, EMERGENCY = ("-c", "1", "-n", "{}@bench"), ("-c", "1", "-Q", "emergency", "-n", "e@bench")
SMALL = 4_000
LONGEST_WAIT, MOST_LOSS = 1.0, 5.0  # seconds at the 99th percentile; percent
HEADINGS = ("order", "mails", "emergencies", "p50 s", "p99 s", "max s", "small's mails", "half by")
LAST_LINE = "emergencies p99 {:.2f} s (< {:g}), throughput lost {:.1f} % (< {:g}): {}"
ROW = "{:<10} {:>9} {:>12} {:>8} {:>8} {:>8} {:>14} {:>14}"


def main(size: int) -> bool:
    with ExitStack() as stack:
        logs = Path(stack.enter_context(TemporaryDirectory(prefix="bench-")))
        place = Place(stack.enter_context(closing(Sink())), logs, service_processes())
        stack.callback(drop_template, SETTINGS)
        make_template(SETTINGS)
        ours, fifo = (json.loads(watch(one, size, place)[-1]) for one in (LANES, FIFO))
    return _judge(ours, fifo)


def _with_order(name: str, app: str) -> Contestant:
    """Three workers, each process of its own."""
    return Contestant(
        name, CROWD, SETTINGS, (app, *_named(0)), ((app, *_named(1)), (app, *EMERGENCY))
    )


def _named(number: int) -> tuple[str, ...]:
    return tuple(word.format(number) for word in ORDINARY)


LANES = _with_order("lanes", "wedsync")
FIFO = _with_order("FIFO", "tests.bench.fifo")


def _judge(ours: Mapping[str, Any], fifo: Mapping[str, Any]) -> bool:
    """Say how it went; whether both pass lines hold."""
    slow, loss = _at(ours["waits"], 0.99), 100 * (1 - ours["accepted"] / fifo["accepted"])
    fine = len(ours["waits"]) == ours["emergencies"] and slow < LONGEST_WAIT and loss < MOST_LOSS
    _say(ROW.format(*HEADINGS))
    _say(_row("lanes", ours))
    _say(_row("FIFO", fifo))
    _say(LAST_LINE.format(slow, LONGEST_WAIT, loss, MOST_LOSS, "pass" if fine else "FAIL"))
    return fine


def _row(name: str, one: Mapping[str, Any]) -> str:
    waits, small = one["waits"], one["small"]
    return ROW.format(
        name,
        f"{one['accepted']:,}",
        f"{len(waits)} of {one['emergencies']}",
        *(f"{_at(waits, share):.2f}" for share in (0.5, 0.99, 1.0)),
        f"{len(small):,} of {SMALL:,}",
        f"{small[SMALL // 2]:.1f} s" if len(small) > SMALL // 2 else "never",
    )


def _at(waits: Sequence[float], share: float) -> float:
    """The nearest rank; infinite where nothing arrived."""
    return waits[min(len(waits) - 1, int(share * len(waits)))] if waits else float("inf")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench.fairness", description=__doc__)
    parser.add_argument("--size", type=int, default=20_000)
    sys.exit(not main(parser.parse_args().size))
