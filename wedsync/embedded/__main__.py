"""The command line of the embedded services."""

import argparse
import sys

from wedsync.embedded import lend, run
from wedsync.embedded.attention import Attention, Leave
from wedsync.embedded.trouble import CannotStart, ChildEnded


def main(words: list[str]) -> int:
    arguments = _parser().parse_args(words)
    try:
        return int(arguments.verb(arguments) or 0)
    except Leave:
        return 0
    except (CannotStart, ChildEnded) as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m wedsync.embedded")
    verbs = parser.add_subparsers(required=True)

    services = verbs.add_parser("services", help="PostgreSQL and Redis until Ctrl-C, then gone")
    services.add_argument(
        "--bound",
        action="store_true",
        help="end when standard input closes, as at a parent's death",
    )
    services.set_defaults(verb=_services)

    command = verbs.add_parser("run", help="one command with PostgreSQL and Redis beside it")
    command.add_argument("command", nargs=argparse.REMAINDER)
    command.set_defaults(verb=_run)
    return parser


def _services(arguments: argparse.Namespace) -> None:
    attention = Attention(until_stdin_closes=arguments.bound)
    attention.listen()
    lend.lend(attention)


def _run(arguments: argparse.Namespace) -> int:
    attention = Attention()
    attention.listen()
    return run.run([word for word in arguments.command if word != "--"], attention)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
