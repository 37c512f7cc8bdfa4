"""Whatever reports back comes doubled, shuffled, late or beside forgeries when that is ordered."""

from collections import Counter

import pytest

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.providers.judges import SPEAKERS, Speaker
from tests.wedsync.sandbox.receiver import Got, Receiver
from wedsync.sandbox.client import Client

pytestmark = [
    pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning"),
    pytest.mark.parametrize("speaker", SPEAKERS.values(), ids=SPEAKERS),
]
OFTEN = 6


@pytest.fixture
def sandbox(start: Start, receiver: Receiver) -> Client:
    return start(webhook_url=receiver.url, couriers=1)


def speak(speaker: Speaker, sandbox: Client, receiver: Receiver, often: int = OFTEN) -> None:
    for _ in range(often):
        speaker.speak(sandbox, receiver)


def told(speaker: Speaker, sandbox: Client, receiver: Receiver) -> list[bool]:
    return [speaker.genuine(sandbox, receiver, got) for got in receiver.got]


def test_in_fair_weather_each_arrives_once(speaker: Speaker, sandbox: Client, receiver: Receiver):
    speak(speaker, sandbox, receiver)
    sandbox.settle()

    assert told(speaker, sandbox, receiver) == [True] * OFTEN * speaker.times


def test_doubled_each_arrives_twice(speaker: Speaker, sandbox: Client, receiver: Receiver):
    sandbox.webhooks(mode="doubled")

    speak(speaker, sandbox, receiver)
    sandbox.settle()

    assert told(speaker, sandbox, receiver) == [True] * OFTEN * speaker.times * 2


def test_shuffled_they_overtake_each_other(speaker: Speaker, sandbox: Client, receiver: Receiver):
    speak(speaker, sandbox, receiver, 1)
    sandbox.settle()
    in_order = [shape(got) for got in receiver.got] * OFTEN
    receiver.got.clear()
    sandbox.webhooks(shuffle=3600, seed=3)

    waiting = [sandbox.webhooks()["waiting"]]
    for _ in range(OFTEN):
        speaker.speak(sandbox, receiver)
        waiting.append(sandbox.webhooks()["waiting"])
    sandbox.flush()
    sandbox.settle()

    arrived = [shape(got) for got in receiver.got]
    assert waiting == [number * speaker.times for number in range(OFTEN + 1)]
    assert Counter(arrived) == Counter(in_order)
    assert speaker.times == 1 or arrived != in_order


def shape(got: Got) -> tuple[str, bool]:
    """Enough to tell the first report on a message from the last."""
    return got.path, any(word in got.body for word in (b"delivered", b"received"))


def test_late_they_come_when_their_time_has_come(
    speaker: Speaker, sandbox: Client, receiver: Receiver
):
    sandbox.webhooks(late=120)

    speak(speaker, sandbox, receiver)
    early = len(receiver.got)
    sandbox.clock(125)
    sandbox.settle()

    assert early == 0
    assert told(speaker, sandbox, receiver) == [True] * OFTEN * speaker.times


def test_the_forged_are_known_for_what_they_are(
    speaker: Speaker, sandbox: Client, receiver: Receiver
):
    sandbox.webhooks(forged=1, seed=1)

    speak(speaker, sandbox, receiver)
    counts = sandbox.settle()

    true, false = (told(speaker, sandbox, receiver).count(one) for one in (True, False))
    assert (true, false) == (OFTEN * speaker.times, OFTEN * speaker.times)
    assert counts["forged_taken"] == false  # this receiver believes everything


def test_not_taken_it_comes_again(speaker: Speaker, sandbox: Client, receiver: Receiver):
    receiver.answers = [500, 503]

    speak(speaker, sandbox, receiver, 1)
    counts = sandbox.settle()

    assert (len(receiver.got), counts["retried"]) == (speaker.times + 2, 2)
    assert all(told(speaker, sandbox, receiver))
