"""`make bench`: launch N mails with WedSync and with each peer in turn, and say who was how fast.

Rounds are interleaved (A B C D, A B C D, …) and the middle one of each counts.
"""

import argparse
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.contest import (
    Contestant,
    Place,
    Result,
    Sink,
    drop_template,
    make_template,
    race,
    service_processes,
    watch,
)

OURS, THEIRS = "wedsync.settings", "tests.bench.peers.settings"
WEDSYNC = Contestant(
    "WedSync (2 workers)", "tests.bench.house", OURS, ("tests.bench.worker", "-c", "2")
)
PEERS = (
    Contestant("django-post_office (2 x 4 threads)", "tests.bench.peers.post_office", THEIRS),
    Contestant("django-mailer (2 senders)", "tests.bench.peers.django_mailer", THEIRS),
    Contestant(
        "Celery, one task a message (2 workers)",
        "tests.bench.peers.celery_each",
        THEIRS,
        ("tests.bench.peers.celery_each", "-c", "2", "--without-heartbeat"),
    ),
)
STAGES = Contestant("WedSync, watched", "tests.bench.stages", OURS)
PEERS_MOST = 4000  # they take minutes for 20,000, at the same rate
WATCHED_MOST = 4000
NOTES = """
Fewer mails with those who would take minutes: their rate stays the same, their memory grows.
CPU: the programs, PostgreSQL and Redis, not the sink. Memory: the programs' (PSS).
"""
ROW = "{:<40} {:>7} {:>9} {:>16} {:>9}"


def main(size: int, rounds: int) -> None:
    with ExitStack() as stack:
        logs = Path(stack.enter_context(TemporaryDirectory(prefix="bench-")))
        sink = stack.enter_context(closing(Sink()))
        for settings in (OURS, THEIRS):
            stack.callback(drop_template, settings)
            make_template(settings)
        place = Place(sink, logs, service_processes())
        results = _contest(size, rounds, place)
        stages = watch(STAGES, min(size, WATCHED_MOST), place)
    _say("\n".join(["", *stages, "", *_table(results)]))


def _contest(size: int, rounds: int, place: Place) -> dict[Contestant, Result]:
    """The middle of every contestant's rounds."""
    sizes = {WEDSYNC: size} | dict.fromkeys(PEERS, min(size, PEERS_MOST))
    results: dict[Contestant, list[Result]] = {one: [] for one in sizes}
    for number in range(rounds):
        for contestant, its_size in sizes.items():
            results[contestant].append(result := race(contestant, its_size, place))
            _say(f"round {number + 1}  {contestant.name}: {result.rate:,.0f} msg/s")
    return {contestant: _middle(results[contestant]) for contestant in sizes}


def _middle(results: Sequence[Result]) -> Result:
    """Each figure's own median."""
    return Result(
        results[0].size,
        results[0].size / statistics.median(one.rate for one in results),
        statistics.median(one.cpu for one in results),
        statistics.median(one.memory for one in results),
    )


def _table(results: Mapping[Contestant, Result]) -> Iterator[str]:
    yield ROW.format("who", "mails", "msg/s", "CPU s per 1,000", "peak MB")
    for contestant, result in results.items():
        rate, peak = f"{result.rate:,.0f}", f"{result.memory:,.0f}"
        cpu = f"{1000 * result.cpu / result.size:.2f}"
        yield ROW.format(contestant.name, f"{result.size:,}", rate, cpu, peak)
    yield NOTES
    best = max(PEERS, key=lambda one: results[one].rate)
    ratio = results[WEDSYNC].rate / results[best].rate
    yield f"WedSync : {best.name} = {ratio:.1f} : 1"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    main(arguments.size, arguments.rounds)
