"""A run as `make chaos` starts it: everything is done to a whole house, then one line is said.

    python -m tests.chaos --messages 2000 --kills 60 --seed 7 [--minutes 10] [--mutant NAME]

Ends with status 0 only when nobody is lost, no double is unflagged and the money is right.
"""

import argparse
import logging
import sys
import tempfile
from pathlib import Path

from tests.chaos.run import Plan, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=15, help="until it gives up waiting")
    parser.add_argument("--mutant", default="", help="break the workers on purpose")
    wishes = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="chaos-logs-") as logs:
        outcome = run(Plan(**vars(wishes)), Path(logs), say)
    say(str(outcome))
    return 0 if outcome.good else 1


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
