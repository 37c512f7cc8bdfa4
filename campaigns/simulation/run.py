"""A season before it happens: the same plan and the same gates, a virtual clock, no message.

Only time moves. Facts stay what they are on the first day, everything that is sent arrives, and
nobody answers: what depends on answers shows as conditional.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from heapq import heappop, heappush
from itertools import count
from uuid import UUID

from campaigns.cap.occasion import Said
from campaigns.cap.outcome import EVERY
from campaigns.simulation.course import Candidate, Course, Delay, Fate, Letter, Line
from campaigns.simulation.inside import Inside
from campaigns.simulation.purse import Purse
from campaigns.simulation.room import NO_CAPS, Caps, Room, next_turn
from campaigns.simulation.rules import AS_THEY_ARE, Rules
from campaigns.timeline import Planned, Reason, Slot, Stand
from messaging.policy.facts import NEVER_LOST, Facts, Sent
from messaging.policy.judge import judge
from messaging.policy.verdict import Allow, Block, Wait
from wedsync.lib.worded import worded
from wedsync.weddings.calendar import Window

HOUR = dt.timedelta(hours=1)  # what waits for a person is looked at again so often
TICK = dt.timedelta(microseconds=1)
FAR = dt.timedelta(days=3650)
RECENTLY = dt.timedelta(days=31)
Due = tuple[dt.datetime, Letter]
FORK, CAPS, RELEASE, JUDGE = range(4)  # at one instant, in this order
NOBODY = worded("nobody has this role")
USED_UP = worded("the budget is used up")


def run(
    courses: Iterable[Course],
    span: Window,
    purse: Purse,
    rules: Rules = AS_THEY_ARE,
    letters: Iterable[Due] = (),
    caps: Caps = NO_CAPS,
) -> tuple[Line, ...]:
    """What would happen within `span`, in the order of its instants.

    `letters`: messages that exist already, and when each is due. `caps`: by which steps are moved
    before their day comes.
    """
    season = _Season(span, purse, rules, caps)
    season.run(courses, letters)
    return tuple(sorted(season.lines, key=_order))


def replay(
    letters: Iterable[Due], start: dt.datetime, end: dt.datetime, rules: Rules = AS_THEY_ARE
) -> tuple[Line, ...]:
    """What would have become of messages that were due at these instants, under other rules.

    Consent, addresses and money are taken for what they were. Whether anybody would have answered
    more or less, nobody can know.
    """
    season = _Season(Window(start, end), None, rules)
    season.run((), letters)
    return tuple(sorted(season.lines, key=_order))


class _Season:
    def __init__(
        self, span: Window, purse: Purse | None, rules: Rules, caps: Caps = NO_CAPS
    ) -> None:
        self.start, self.end = span
        self.purse, self.rules, self.room = purse, rules, Room(caps, span.start)
        self.lines: list[Line] = []
        self._heard: dict[UUID, list[tuple[UUID, Sent]]] = defaultdict(list)
        self._tie = count()
        self._events: list[tuple[dt.datetime, int, str, int, Callable[[dt.datetime], None]]] = []

    def run(self, courses: Iterable[Course], letters: Iterable[Due]) -> None:
        insides = [Inside(course, course.past) for course in courses]
        for inside in insides:
            self.room.join(inside)
            self._turn(inside, self.start)
        for at, letter in letters:
            self._put_off(letter, at, self.start)
        if insides:
            self._at(next_turn(self.start), CAPS, "", self._make_room)
        self._pass()
        for inside in insides:
            self.lines.extend(inside.left_over(self.start, self.end))

    def _pass(self) -> None:
        """Time, from one event to the next."""
        while self._events:
            at, _, _, _, event = heappop(self._events)
            event(at)

    def _turn(self, inside: Inside, at: dt.datetime) -> None:
        """Take the exits that are due, and put what is due from now on into the calendar."""
        inside.past = replace(inside.past, exits=inside.exits(at))
        self._plan(inside, at)
        following = inside.next_exit(at)
        self._at(following, FORK, "", partial(self._turn, inside))

    def _plan(self, inside: Inside, at: dt.datetime) -> None:
        for line in inside.plan(at):
            self._enter(inside, line)
        self.room.look(inside.course.couple, at)

    def _enter(self, inside: Inside, line: Planned) -> None:
        self._at(line.due, RELEASE, inside.key(line.slot), partial(self._release, inside, line))

    def _make_room(self, at: dt.datetime) -> None:
        """Every six hours, as beat has it."""
        for inside, line in self.room.turn(at):
            if line.stand is Stand.PLANNED:
                self._enter(inside, line)
        self._at(at + EVERY, CAPS, "", self._make_room)

    def _release(self, inside: Inside, planned: Planned, at: dt.datetime) -> None:
        """What was moved is planned anew, as in the run; what has another hour by now has it."""
        if planned.reason is Reason.CAP:
            self._plan(inside, at)
        line = inside.now[planned.slot]
        if (line.stand, line.due) != (Stand.PLANNED, planned.due) or inside.has_left(line.slot):
            return
        inside.leave(line.slot)
        self.room.look(inside.course.couple, at)
        self._say(inside, line, at)

    def _say(self, inside: Inside, planned: Planned, at: dt.datetime) -> None:
        chains = inside.course.chains.get(planned.slot, ())
        if not chains:
            reason = inside.course.silent.get(planned.slot, NOBODY)
            self._note(Letter(*inside.ids, planned, ()), at, Fate.DROPPED, reason)
        for chain in chains:
            replies = inside.replies(planned.slot)
            self._open(Letter(*inside.ids, planned, chain, replies=replies), at, inside)

    def _open(self, letter: Letter, at: dt.datetime, inside: Inside) -> None:
        """A chosen hour keeps its distance to the step's, wherever a cap has moved that."""
        one = letter.chain[0]
        opens = one.opens and one.opens + inside.shift(letter.planned)
        if opens is None or opens <= at:
            return self._judge(letter, at)
        return self._put_off(letter, opens, at)

    def _put_off(self, letter: Letter, until: dt.datetime, at: dt.datetime) -> None:
        """What waits in the ledger takes its place under the caps."""
        one = letter.chain[0]
        if one.circle:
            said = Said(until, one.facts.purpose, one.channel, one.person)
            self.room.of(one.circle).wait(one.key, said, letter.replies, at)
        self._at(until, JUDGE, one.key, partial(self._judge, letter))

    def _judge(self, letter: Letter, at: dt.datetime) -> None:
        if circle := letter.chain[0].circle:
            self.room.of(circle).settle(letter.chain[0].key, at)
        judgement = judge(self._facts(letter.chain[0], at))
        gate = next((n for n, said in judgement.objections if said == judgement.verdict), "")
        match judgement.verdict:
            case Allow():
                self._send(letter, at)
            case Wait(reason, until):
                self._wait(letter, at, Delay(gate, reason, until))
            case Block(reason, _) if len(letter.chain) > 1:
                self._judge(replace(letter, chain=letter.chain[1:]), at)
            case Block(reason, _):
                self._note(letter, at, Fate.DROPPED, reason, gate)

    def _send(self, letter: Letter, at: dt.datetime) -> None:
        one = letter.chain[0]
        if one.no_way:
            return self._note(letter, at, Fate.HELD, one.no_way)
        if self.purse and not _paid(self.purse, one, at):
            until = _on_the_hour(at, self.purse.renews_at(at))
            return self._wait(letter, at, Delay("budget", USED_UP, until))
        sent = Sent(at, one.facts.purpose, one.channel)
        self._heard[one.circle or one.person].append((one.person, sent))
        if one.circle:
            self.room.of(one.circle).hear(Said(at, sent.purpose, sent.channel, one.person))
        return self._note(letter, at, Fate.SENT)

    def _wait(self, letter: Letter, at: dt.datetime, delay: Delay) -> None:
        """What waits for a person waits for good, or until it has expired: facts don't change."""
        waiting = replace(letter, delays=(*letter.delays, delay))
        one, expires = letter.chain[0], letter.chain[0].facts.expires_at
        until = delay.until or (expires and _on_the_hour(at, expires))
        until = one.next_look(until or at + TICK, HOUR if until else FAR) or until
        if until is None:
            return self._note(waiting, at, Fate.HELD, delay.reason, delay.gate)
        return self._put_off(waiting, until, at)

    def _facts(self, one: Candidate, at: dt.datetime) -> Facts:
        """As they are known, under these rules; of the past only what lies before the first day."""
        facts, since = self.rules.over(one.known_at(at)), at - RECENTLY
        before = (sent for sent in facts.recent if sent.at < self.start)
        lately = (
            sent._replace(own=person == one.person)
            for person, sent in self._heard[one.circle or one.person]
        )
        heard = tuple(sent for sent in (*before, *lately) if sent.at > since)
        facts = replace(facts, now=at, recent=heard)
        if self.purse is None:
            return facts
        left, renews = self.purse.rest(one.channel, at), self.purse.renews_at(at)
        return replace(facts, budget_left_micros=left, budget_renews_at=renews)

    def _at(
        self, at: dt.datetime | None, rank: int, key: str, event: Callable[[dt.datetime], None]
    ) -> None:
        """What comes after the last day isn't looked at."""
        if at is not None and at < self.end:
            heappush(self._events, (max(at, self.start), rank, key, next(self._tie), event))

    def _note(
        self, letter: Letter, at: dt.datetime, fate: Fate, reason: str = "", gate: str = ""
    ) -> None:
        one = letter.chain[0] if letter.chain else None
        self.lines.append(
            Line(
                at=at,
                fate=fate,
                enrollment=letter.enrollment,
                wedding=letter.wedding,
                slot=letter.planned.slot,
                planned=letter.planned.reason,
                person=one.person if one else None,
                channel=one.channel if one else "",
                key=one.key if one else "",
                reason=reason,
                gate=gate,
                cost=one.cost if one and fate is Fate.SENT else None,
                delays=letter.delays,
            )
        )


def _paid(purse: Purse, one: Candidate, at: dt.datetime) -> bool:
    """What has no price, or costs nothing, isn't booked at all."""
    if one.cost is None or one.cost.micros <= 0:
        return True
    return purse.take(one.channel, one.cost, at, essential=one.facts.purpose in NEVER_LOST)


def _order(line: Line) -> tuple[dt.datetime, str, UUID, Slot]:
    return line.at, line.key, line.enrollment, line.slot


def _on_the_hour(at: dt.datetime, until: dt.datetime) -> dt.datetime:
    """The first look, one every hour from `at`, that isn't before `until`."""
    return at + max(1, -((at - until) // HOUR)) * HOUR
