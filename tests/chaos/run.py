"""One run: set the stage, mistreat the house until enough was done to it, wait, judge."""

import random
import socket
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from messaging.crash import POINTS
from tests.chaos.house import BEAT, BROKEN, PYTHON, WEB, WORKER, House
from tests.chaos.judge import Said, Verdict, copies, judge
from tests.chaos.money import difference
from wedsync.sandbox.serving import serving

Say = Callable[[str], None]

# Named places at which a process ends itself, apart from the kills at random.
EVERY_POINT = ",".join(f"{name}:0.01" for name in POINTS)
FAULTS = (
    {"drop": "after", "probability": 0.02, "times": None},
    {"drop": "before", "probability": 0.01, "times": None},
    {"status": 500, "when": "after", "probability": 0.01, "times": None},
    {"status": 500, "probability": 0.01, "times": None},
    {"status": 429, "probability": 0.01, "times": None},
)
STRUCK = ("/resend/", "/mailgun/", "/sendgrid/", "/twilio/", "/fcm/")
WAITING = """
SELECT (SELECT count(*) FROM messaging_message
        WHERE state IN ('scheduled', 'held', 'queued', 'claimed', 'sending', 'unknown'))
     + (SELECT count(*) FROM messaging_inboxevent WHERE applied_at IS NULL)
"""
LEDGER = """
SELECT m.id::text, coalesce(h.provider, ''), m.state, m.maybe_duplicate,
       coalesce(h.address, ''), EXISTS (SELECT FROM messaging_note n WHERE n.message_id = m.id)
FROM messaging_message m LEFT JOIN LATERAL (
  SELECT o.provider, x.address FROM messaging_handed x JOIN messaging_handover o
    ON o.id = x.handover_id WHERE x.message_id = m.id ORDER BY x.id DESC LIMIT 1
) h ON true
"""


@dataclass(frozen=True)
class Plan:
    messages: int
    kills: int
    seed: int
    minutes: float
    mutant: str = ""


@dataclass(frozen=True)
class Outcome:
    verdict: Verdict
    kills: int
    deaths: int  # at named points, and what the kills took along
    freezes: int
    crashes: int
    over: bool  # nothing waits any more
    money: int  # micro-units between our ledger and the providers' accounts

    @property
    def good(self) -> bool:
        return self.over and self.verdict.good and self.money == 0

    def __str__(self) -> str:
        told = self.verdict
        return (
            f"{told.messages} messages, {self.kills} kills, {self.deaths} processes dead, "
            f"{self.freezes} freezes, {self.crashes} database crashes: lost {told.lost}, "
            f"duplicates {told.duplicates} (unflagged {told.unflagged}, at providers with keys "
            f"{told.idempotent}), flagged {told.flagged}, left to a person {told.left}, "
            f"money difference {self.money / 1_000_000:.6f}"
            + ("" if self.over else " (some still wait)")
        )


def run(plan: Plan, logs: Path, say: Say) -> Outcome:
    chance = random.Random(plan.seed)
    web = f"http://127.0.0.1:{_free_port()}"
    with serving(webhook_url=web, tempo=0.0, retries=(0.2, 0.5, 1, 2, 4, 8, 16)) as sandbox:
        smtp = "{}:{}".format(*sandbox.smtp)
        with House(sandbox.url, logs, WEDSYNC_PUBLIC_URL=web, WEDSYNC_SANDBOX_SMTP=smtp) as house:
            house.run(PYTHON, "-m", "tests.chaos.season", str(plan.messages))
            sandbox.webhooks(copies=2, shuffle=1)
            sandbox.faults(*[{"path": path, **fault} for path in STRUCK for fault in FAULTS])
            _open(house, plan, web)
            say(f"{plan.messages} messages over five channels; the house is open")
            mistreat(house, chance, plan.kills, say)
            sandbox.clear_faults()
            say("mistreated enough; waiting until everything is settled")
            over = house.wait_until(WAITING, plan.minutes * 60)
            return _judged(house, sandbox, over)


def _open(house: House, plan: Plan, web: str) -> None:
    if plan.mutant:
        house.start(*BROKEN, CHAOS_MUTANT=plan.mutant, WEDSYNC_CRASH=EVERY_POINT)
    else:
        for _ in range(2):
            house.start(*WORKER, WEDSYNC_CRASH=EVERY_POINT)
    house.start(*WEB, web.rpartition(":")[2], WEDSYNC_CRASH="before_stored:0.002")
    house.start(*BEAT)


def mistreat(house: House, chance: random.Random, kills: int, say: Say) -> None:
    """Kill until enough were hit; on the way everything else that happens to a house."""
    while house.count("SELECT count(*) FROM messaging_handover") == 0:
        house.supervise()
        time.sleep(0.2)
    while house.kills < kills:
        number = house.kills
        house.kill_one(chance, whole=number % 4 == 0)
        if house.kills > number:
            strike(house, chance, house.kills)
        if house.kills % 20 == 0:
            say(f"{house.kills} kills")
        time.sleep(chance.uniform(0.2, 0.8))


def strike(house: House, chance: random.Random, number: int) -> None:
    """What else happens at the n-th kill: each at its own rhythm, so that they meet."""
    if number % 10 == 3:
        house.freeze_one(chance, chance.uniform(1, 12))
    if number % 20 == 7:
        house.forget_everything()
    if number % 20 == 13:
        house.restart_store()
    if number % 30 == 11:
        house.crash_database()


def _judged(house: House, sandbox, over: bool) -> Outcome:
    accepted = sandbox.accepted()
    heard = copies(accepted)
    said = [
        Said(
            id=id_,
            provider=provider,
            state=state,
            flagged=flagged,
            copies=int(noted) if provider == "in_app" else heard[address],
        )
        for id_, provider, state, flagged, address, noted in house.rows(LEDGER)
    ]
    return Outcome(
        verdict=judge(said),
        kills=house.kills,
        deaths=house.deaths(),
        freezes=house.freezes,
        crashes=house.crashes,
        over=over,
        money=difference(house, sandbox.url, accepted),
    )


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        return int(listener.getsockname()[1])
