"""The command line of the embedded services."""

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from wedsync.embedded import demo, launcher, lend, run
from wedsync.embedded.attention import Attention, Leave
from wedsync.embedded.places import PROJECT
from wedsync.embedded.progress import Progress
from wedsync.embedded.trouble import CannotStart, ChildEnded

INTERRUPTED = 130  # as a shell tells of Ctrl-C


def main(words: list[str]) -> int:
    arguments = _parser().parse_args(words)
    try:
        return int(arguments.verb(arguments) or 0)
    except Leave:
        return INTERRUPTED
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
    services.add_argument(
        "--durable", action="store_true", help="force to disk what is committed, for crashes"
    )
    services.set_defaults(verb=_services)

    command = verbs.add_parser("run", help="one command with PostgreSQL and Redis beside it")
    command.add_argument("--demo", action="store_true", help="on the data of the demo")
    command.add_argument("--state", type=Path, default=PROJECT / ".state")
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
    with suppress(Leave):  # the only way it ends well
        attention = _attention(until_stdin_closes=arguments.bound)
        lend.lend(attention, durable=arguments.durable)


def _run(arguments: argparse.Namespace) -> int:
    command = arguments.command[arguments.command[:1] == ["--"] :]
    if not command:
        raise CannotStart("which command? python -m wedsync.embedded run -- COMMAND")
    if arguments.demo:
        return run.run_in_demo(arguments.state.resolve(), command, _attention())
    return run.run(command, _attention())


def _clean(arguments: argparse.Namespace) -> None:
    launcher.forget(arguments.state.resolve())


def _attention(*, until_stdin_closes: bool = False) -> Attention:
    attention = Attention(until_stdin_closes=until_stdin_closes)
    attention.listen()
    return attention


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
