"""`make bench ONLY=hostile`: how long a template written to hurt may keep a worker, and how full.

What stops it is counted work, not a clock, so that a slow machine refuses what a fast one does;
this says what that work costs. Each in its best of three turns; memory is what Python asked for.
"""

import sys
import tracemalloc
from time import process_time

from personalization.liquid.dialect import parse
from personalization.liquid.errors import BadSource, TooMuch
from tests.personalization.liquid.test_hostile import REFUSED, STOPPED, VALUES

TURNS = 3
MOST_MS, MOST_MB = 50, 50


def main() -> None:
    found = {name: (slowest(one), fullest(one)) for name, one in (STOPPED | REFUSED).items()}
    for name, (ms, mb) in sorted(found.items(), key=lambda one: -one[1][0]):
        sys.stdout.write(f"{name:<50} {ms:>8.1f} ms {mb:>8.1f} MB\n")
    ms, mb = (max(one[part] for one in found.values()) for part in (0, 1))
    sys.stdout.write(f"{len(found)} templates: at most {ms:.1f} ms and {mb:.1f} MB\n")
    if ms > MOST_MS or mb > MOST_MB:
        sys.exit(f"more than {MOST_MS} ms or {MOST_MB} MB")


def slowest(source: str) -> float:
    """Milliseconds of CPU time until it is refused or stopped."""
    return min(_timed(source) for _ in range(TURNS)) * 1000


def fullest(source: str) -> float:
    tracemalloc.start()
    try:
        tried(source)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def _timed(source: str) -> float:
    started = process_time()
    tried(source)
    return process_time() - started


def tried(source: str) -> None:
    try:
        parse(source).render(VALUES)
    except (BadSource, TooMuch):
        return
    sys.exit(f"neither refused nor stopped: {source[:60]}")


if __name__ == "__main__":
    main()
