"""The whole house from one command: services, a sample season, its programs, and one job."""

import os
import time
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from wedsync.embedded import environment, keys, launcher, listening, private
from wedsync.embedded.attention import Attention, Leave
from wedsync.embedded.children import Children
from wedsync.embedded.house import House
from wedsync.embedded.launcher import Launcher
from wedsync.embedded.places import PROJECT
from wedsync.embedded.progress import Progress
from wedsync.embedded.trouble import CannotStart

SANDBOX_DISTANCE = 100  # its port is looked for this far above the web server's
SMTP_DISTANCE = 200  # and that of its mail server
PATIENCE = 60.0  # seconds for the web server to answer


@dataclass(frozen=True)
class Wishes:
    state: Path
    port: int = 8000
    leave_after_job: bool = False


def demo(wishes: Wishes, attention: Attention, progress: Progress) -> int:
    """The exit status: the job's, or 0 at a wished-for end.

    Raises CannotStart or ChildEnded, and Leave when it is to end before the job did.
    """
    with launcher.lasting(wishes.state, attention) as started:
        try:
            return _run(wishes, started, progress)
        except Leave:
            if wishes.leave_after_job:  # before it was done
                raise
            return 0
        finally:
            progress.say("stopping")


def _run(wishes: Wishes, started: Launcher, progress: Progress) -> int:
    house, url = _open(wishes, started, progress)
    status = started.children.run(
        house.manage("demo", "--skip-checks", "--url", url, foreground=True)
    )
    if wishes.leave_after_job:
        return status
    if status:
        progress.say(f"the job ended with {status}; the logs are in {started.places.logs}")
    progress.say(f"open at {url} until Ctrl-C")
    while True:
        started.children.pause(0.2)


def _open(wishes: Wishes, started: Launcher, progress: Progress) -> tuple[House, str]:
    """The house with everything running, and its address."""
    children = started.children
    with (
        listening.listen(wishes.port) as web,
        listening.listen(wishes.port + SANDBOX_DISTANCE) as sandbox,
        listening.listen(wishes.port + SMTP_DISTANCE) as smtp,
    ):
        url = listening.url(web)
        house = _house(started, url, listening.url(sandbox), listening.address(smtp))
        started.start_services(durable=True)
        progress.say("PostgreSQL and Redis run")
        # The servers load while the tables are made: callers wait at their sockets meanwhile.
        children.start(house.sandbox(sandbox.fileno(), smtp.fileno()))
        children.start(house.web(web.fileno()))
        children.must(house.manage("migrate", "--no-input", "--skip-checks"))
        progress.say("the tables are made")
        children.start(house.worker())
        children.must(house.manage("seed", "--skip-checks"))
        progress.say("a season of sample weddings is there")
        children.start(house.beat())
    _await_answer(url, children, started.places.logs)
    progress.say("web, worker, beat and sandbox run")
    return house, url


def _house(started: Launcher, url: str, sandbox_url: str, smtp: str) -> House:
    """Its variables are kept as well, for whoever wants to look into the same data."""
    state = started.places.state
    ours = environment.for_demo(started.places, keys.keep(state), url, sandbox_url, smtp)
    private.write(state / environment.KEPT, ours)
    return House(PROJECT, environment.within(os.environ, ours))


def _await_answer(url: str, children: Children, logs: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _is_alive(url):
        if time.monotonic() > deadline:
            raise CannotStart(f"{url}/healthz is not well; see {logs / 'web.log'}")
        children.pause(0.05)


def _is_alive(url: str) -> bool:
    """Asked directly, whatever proxy the machine uses."""
    address = urlsplit(url)
    with closing(HTTPConnection(address.netloc, timeout=1)) as connection:
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == HTTPStatus.OK
        except (HTTPException, OSError):
            return False
