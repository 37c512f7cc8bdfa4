"""The command line of the embedded services."""

import argparse
import sys
from pathlib import Path

from wedsync.embedded import demo, launcher, lend, run
from wedsync.embedded.attention import Attention, Leave
from wedsync.embedded.places import PROJECT
from wedsync.embedded.progress import Progress
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

    demo_ = verbs.add_parser("demo", help="the whole house with a sample season, until Ctrl-C")
    demo_.add_argument("--state", type=Path, default=PROJECT / ".state", help="kept there")
    demo_.add_argument("--port", type=int, default=8000, help="or the next free one")
    demo_.add_argument("--exit", action="store_true", help="end with the job, and its status")
    demo_.set_defaults(verb=_demo)

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

    clean = verbs.add_parser("clean", help="remove what the demo keeps")
    clean.add_argument("--state", type=Path, default=PROJECT / ".state")
    clean.set_defaults(verb=_clean)
    return parser


def _demo(arguments: argparse.Namespace) -> int:
    wishes = demo.Wishes(arguments.state.resolve(), arguments.port, arguments.exit)
    return demo.demo(wishes, _attention(), Progress(sys.stdout))


def _services(arguments: argparse.Namespace) -> None:
    lend.lend(_attention(until_stdin_closes=arguments.bound))


def _run(arguments: argparse.Namespace) -> int:
    command = arguments.command[1:] if arguments.command[0] == "--" else arguments.command
    return run.run(command, _attention())


def _clean(arguments: argparse.Namespace) -> None:
    launcher.forget(arguments.state.resolve())


def _attention(*, until_stdin_closes: bool = False) -> Attention:
    attention = Attention(until_stdin_closes=until_stdin_closes)
    attention.listen()
    return attention


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
