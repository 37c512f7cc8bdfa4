"""What must hold after every step, whatever happened. Each law speaks of one ledger."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from messaging.states import MOVES, WAITING, State
from tests.messaging.machine.ledger import Call, Ledger, Line
from tests.messaging.machine.outside import Outside
from tests.messaging.machine.stage import PRICE

BEGUN = {"pending", "unknown"}
REACHED = {State.ACCEPTED, State.SENT, State.DELIVERED, State.BOUNCED}


@dataclass
class Past:
    """What the machine remembers and the ledger can't know."""

    late: Counter[UUID] = field(default_factory=Counter)  # calls made when nobody waited for them
    days: int = 0  # passed, each longer than a key is kept
    closed: dict[UUID, str] = field(default_factory=dict)  # outcomes, once they are one
    seen: set[tuple[str, str]] = field(default_factory=set)  # moves
    silenced: dict[UUID, int] = field(default_factory=dict)  # by person: intents when they said no


def check(ledger: Ledger, world: Outside, past: Past) -> None:
    for line in ledger.lines:
        its_moves_are_a_path_that_ends_where_it_stands(line)
        it_is_in_one_hand_at_most(line)
        only_the_latest_claim_writes_an_intent(line)
        nobody_has_it_twice_unless_it_says_so(line, world)
        nobody_has_it_twice_without_a_cause(line, world, past)
        where_keys_are_kept_nobody_has_it_twice(line, world, past)
        what_is_said_to_have_arrived_is_there(line, world)
        money_follows_the_answer(line)
        past.seen.update(move[:2] for move in line.moves)
    an_outcome_is_final(ledger, past)
    who_said_no_hears_nothing_more(ledger, past)
    totals_are_the_sum_of_their_entries(ledger)


def its_moves_are_a_path_that_ends_where_it_stands(line: Line) -> None:
    if not line.moves:
        assert line.state in WAITING, line
        return
    assert line.moves[0][0] in WAITING, line
    assert all(State(target) in MOVES[State(source)] for source, target, _ in line.moves), line
    assert all(before[1] == after[0] for before, after in pairwise(line.moves)), line
    assert line.moves[-1][1] == line.state, line


def it_is_in_one_hand_at_most(line: Line) -> None:
    """And whatever is under way has somebody who looks after it."""
    hands = [call for call in line.calls if call.open]
    assert all(call.open == (call.outcome in BEGUN) for call in line.calls), line
    assert all(call.looked_after == (call.outcome in BEGUN) for call in line.calls), line
    match State(line.state):
        case State.SENDING | State.UNKNOWN:
            assert len(hands) == 1, line
        case State.SCHEDULED | State.HELD | State.QUEUED | State.CLAIMED | State.DEAD:
            assert hands == [], line
        case _:
            assert len(hands) <= 1, line


def only_the_latest_claim_writes_an_intent(line: Line) -> None:
    """The n-th claim has the fence n."""
    targets = [target for _, target, _ in line.moves]
    intents = [at for at, target in enumerate(targets) if target == State.SENDING]
    assert [call.fence for call in line.calls] == [
        targets[:at].count(State.CLAIMED) for at in intents
    ], line


def nobody_has_it_twice_unless_it_says_so(line: Line, world: Outside) -> None:
    copies = world.copies_of(line.id)
    assert copies <= 1 + line.flagged + _revivals(line), (copies, line)
    assert copies <= 1 or line.flagged, (copies, line)


def nobody_has_it_twice_without_a_cause(line: Line, world: Outside, past: Past) -> None:
    """A call by somebody who slept through everything, a provider that hides what it took, or a
    person who asked for it."""
    hidden = [key for key in world.hidden if line.id in world.book[key]]
    causes = past.late[line.id] + len(hidden) + _revivals(line)
    assert world.copies_of(line.id) <= 1 + causes, (causes, line)


def where_keys_are_kept_nobody_has_it_twice(line: Line, world: Outside, past: Past) -> None:
    if not past.days and not _revivals(line):
        assert world.copies["keyed", line.id] <= 1, line


def what_is_said_to_have_arrived_is_there(line: Line, world: Outside) -> None:
    if line.state in REACHED:
        assert world.copies_of(line.id) >= 1, line
    for call in line.calls:
        assert call.outcome != "accepted" or str(call.id) in world.book, line


def money_follows_the_answer(line: Line) -> None:
    for call in line.calls:
        assert call.money in _owed(call), line


def an_outcome_is_final(ledger: Ledger, past: Past) -> None:
    now = {key: call.outcome for key, call in ledger.calls.items() if call.outcome not in BEGUN}
    assert {key: now.get(key) for key in past.closed} == past.closed
    past.closed = now


def who_said_no_hears_nothing_more(ledger: Ledger, past: Past) -> None:
    assert {who: intents_to(ledger, who) for who in past.silenced} == past.silenced


def totals_are_the_sum_of_their_entries(ledger: Ledger) -> None:
    assert ledger.totals.get("email", 0) == ledger.totals.get("", 0) == ledger.booked, ledger


def everything_has_found_its_end(ledger: Ledger) -> None:
    """Given time, workers, and providers that answer."""
    assert ledger.among("queued", "claimed", "sending", "unknown", "scheduled") == []


def intents_to(ledger: Ledger, person_id: UUID) -> int:
    return sum(len(line.calls) for line in ledger.lines if line.person_id == person_id)


def _owed(call: Call) -> set[int]:
    match call.outcome:
        case "refused" | "deferred":
            return {0}
        case "abandoned":
            return {0, PRICE}
        case _:
            return {PRICE}


def _revivals(line: Line) -> int:
    return sum(source == State.DEAD and target == State.QUEUED for source, target, _ in line.moves)
