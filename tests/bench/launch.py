"""One contestant's main program: sets the stage, says "ready", waits for "go", says "done".

Run as `python -m tests.bench.launch MODULE SIZE`; the module has `run(size)`, and `app` when it
has Celery workers to wait for.
"""

import sys
from importlib import import_module

import django

PATIENCE = 30


def main(name: str, size: int) -> None:
    django.setup()
    module = import_module(name)
    stage = getattr(module, "stage", None) or import_module("tests.bench.peers.guests").stage
    stage(size)
    if app := getattr(module, "app", None):
        await_workers(app)
    say("ready")
    sys.stdin.readline()
    module.run(size)
    say("done")


def await_workers(app) -> None:
    for _ in range(PATIENCE):
        if app.control.ping(timeout=1.0, limit=1):
            return
    raise SystemExit("the workers don't answer")


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
