"""Verbs broken on purpose, each in one way: the machine must notice every one of them."""

from collections.abc import Callable
from functools import partial

import pytest

from messaging import deliver, give_up, recover, resolve, settle
from messaging.gather import load
from messaging.models import Handed, Handover, Message, Outcome
from messaging.providers.protocol import Deferred
from messaging.settle import UNSETTLED
from messaging.shift import retry, shift
from messaging.states import State
from tests.messaging.machine.rules import MINUTES, SECONDS
from wedsync.vendors.tenancy import operator

Break = Callable[[pytest.MonkeyPatch], None]
Step = tuple[str, dict[str, object]]
GOOD = {"which": 0, "answer": "accepted", "dies": ""}


def silence_is_a_no(patch: pytest.MonkeyPatch) -> None:
    """A call without an answer goes back into the queue at once."""
    patch.setattr(settle, "_unknown", lambda call, why: settle._deferred(call, Deferred(why, 0)))


def expired_goes_back(patch: pytest.MonkeyPatch) -> None:
    """An intent nobody noted an answer to is taken for unsent."""

    def doubt() -> int:
        with operator():
            ids = [row[0] for row in recover._rows(recover.SILENT, [recover.MOST])]
            Handover.objects.filter(pk__in=ids).update(outcome=Outcome.DEFERRED, check_at=None)
            members = Handed.objects.filter(handover__in=ids)
            members.update(open=False)
            messages = list(members.values_list("message_id", flat=True))
            shift(messages, State.QUEUED, "", source=[State.SENDING])
        return len(ids)

    patch.setattr(recover, "doubt", doubt)


def any_fence_will_do(patch: pytest.MonkeyPatch) -> None:
    """A worker whose lease is over writes its intent all the same."""

    def still_ours(claim):
        return load(Message.objects.filter(pk__in=claim.fences, state="claimed"))

    patch.setattr(deliver, "still_ours", still_ours)


def a_late_no_counts(patch: pytest.MonkeyPatch) -> None:
    """Not now, heard when somebody else has begun to look into it."""

    def deferred(handover, answer):
        ids = settle.close(handover, Outcome.DEFERRED, answer.reason, source=UNSETTLED)
        retry(ids, answer.reason, settle.current_time())
        settle.give_back(handover, ids, settle.current_time())
        return bool(ids)

    patch.setattr(settle, "_deferred", deferred)


def once_absent_is_absent(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(resolve, "ENOUGH", 1)


def absent_is_sent(patch: pytest.MonkeyPatch) -> None:
    """A call the provider shows no trace of is called accepted."""
    patch.setattr(resolve, "give_up", lambda call, *_, **__: settle.accepted(call, []))


def nobody_asks_again(patch: pytest.MonkeyPatch) -> None:
    """What was allowed at some time may leave at any time."""
    patch.setattr(deliver, "decide", lambda messages, *_: list(messages))


def said_again_in_silence(patch: pytest.MonkeyPatch) -> None:
    """A repeat that nobody can tell from a first time."""

    def unmarked(ids, state, reason="", **also):
        return shift(ids, state, reason, **{**also, "maybe_duplicate": False})

    patch.setattr(give_up, "shift", unmarked)


def said_again_and_again(patch: pytest.MonkeyPatch) -> None:
    """No end of repeats, whatever a message is for."""
    patch.setattr(give_up, "_worth_repeating", lambda ids, _: ids)


def the_last_word_wins(patch: pytest.MonkeyPatch) -> None:
    """An answer replaces whatever was known before."""
    close = settle.close
    at_any_time = {"source": tuple(Outcome)}
    patch.setattr(settle, "close", lambda *given, **also: close(*given, **also | at_any_time))


def money_is_kept(patch: pytest.MonkeyPatch) -> None:
    """Nothing was accepted, and it is paid for."""
    patch.setattr(settle, "give_back", lambda *_: None)


def nobody_reaps(patch: pytest.MonkeyPatch) -> None:
    """What a dead worker held is left to it."""
    patch.setattr(recover, "reap", lambda: 0)


def step(rule: str, /, **given: object) -> Step:
    return rule, given


CLAIM = partial(step, "claim_some", which=0, account="keyless")
WORK = partial(step, "work_without_keys", which=0, answer="accepted", dies="")
KEYED = step("work_with_keys", **GOOD)
LOST = partial(WORK, answer="lost")
SLEEP = step("fall_asleep_before_the_call", which=0)
CALL = partial(step, "wake_up_and_call", which=0, answer="accepted")
NOTE = step("note_the_answer", which=0)
PUT_RIGHT = step("put_right", after=MINUTES, dies="")
LOOK = partial(step, "look_into_it", after=MINUTES, answer="accepted", evidence="true", dies="")

# Each with the shortest story in which it does harm. The message is an emergency, said at once.
MUTANTS: dict[Break, list[Step]] = {
    silence_is_a_no: [LOST(), WORK()],
    expired_goes_back: [WORK(dies="after_call"), PUT_RIGHT, WORK()],
    any_fence_will_do: [CLAIM(), PUT_RIGHT, CLAIM(), step("deliver_it", **GOOD)],
    a_late_no_counts: [
        *(CLAIM(account="keyed"), SLEEP, PUT_RIGHT),
        *(LOOK(answer="lost"), CALL(answer="busy"), NOTE, KEYED),
    ],
    once_absent_is_absent: [LOST(), LOOK(after=SECONDS, evidence="lagging"), WORK()],
    absent_is_sent: [WORK(answer="silent"), LOOK(), LOOK()],
    nobody_asks_again: [step("wish", which=0, wish="no"), WORK()],
    said_again_in_silence: [CLAIM(), SLEEP, PUT_RIGHT, LOOK(), LOOK(), WORK(), CALL()],
    said_again_and_again: [LOST(), LOOK(evidence="unclear")] * 2 + [WORK()],
    the_last_word_wins: [
        *(CLAIM(account="keyed"), SLEEP, CALL(answer="refused"), PUT_RIGHT),
        *(LOOK(), NOTE),
    ],
    money_is_kept: [WORK(answer="busy")],
    nobody_reaps: [CLAIM(), step("die", which=0)],
}
# What a few examples of the machine itself come upon.
EASY = [expired_goes_back, absent_is_sent, money_is_kept]
