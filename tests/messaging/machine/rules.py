"""Everything that may happen to messages, in any order, with the real verbs on the real database.

One example is one savepoint. A worker is a claim it holds, a call it is about to make, or an answer
it has not noted yet; time passes for all at once, because every stored instant moves back.
"""

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import hypothesis.strategies as st
from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import now
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from campaigns.broadcasts import pause
from campaigns.models import Recipient
from messaging import carry, deliver, recover, resolve, settle, shift, track
from messaging.accept import Draft, accept
from messaging.claim import claim
from messaging.models import Message
from messaging.opt_out import drop
from messaging.policy.facts import Purpose
from messaging.providers.protocol import Report
from messaging.release import release
from messaging.revive import revive
from messaging.webhooks import store
from tests.factories import CampaignFactory
from tests.messaging.machine.laws import Past, check, everything_has_found_its_end, intents_to
from tests.messaging.machine.ledger import Ledger, Line, read_ledger
from tests.messaging.machine.outside import ANSWERS, EVIDENCE, Killed, Outside, name_of
from tests.messaging.machine.stage import Stage
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person

MOST_MESSAGES = 4
SECONDS, MINUTES, DAY = dt.timedelta(seconds=5), dt.timedelta(minutes=20), dt.timedelta(hours=25)
ROUNDS = 12
LATER = """
UPDATE messaging_message SET not_before = not_before - %(by)s, lease_until = lease_until - %(by)s,
  expires_at = expires_at - %(by)s;
UPDATE messaging_handover SET intent_at = intent_at - %(by)s, check_at = check_at - %(by)s;
UPDATE messaging_inboxevent SET retry_at = retry_at - %(by)s, occurred_at = occurred_at - %(by)s;
"""
ANY = st.integers(0, 11)
TIME = st.sampled_from([MINUTES, MINUTES, SECONDS, DAY])
WISHES = (
    *("release", "revive", "hold", "put off", "pause or resume", "pause or resume"),
    *("cancel", "stop", "no", "suppress"),
)
REPORTS = ("accepted", "sent", "delivered", "bounced", "failed", "complained", "opened")
IN_DELIVER = (*[""] * 5, "before_intent", "after_intent", "after_call", "before_settled")
IN_RESOLVE = (*[""] * 5, "in_resolve", "after_call", "after_ask", "before_settled")
IN_RECOVER = ("", "", "in_reap", "in_doubt", "before_applied", "after_applied")


class Machine(RuleBasedStateMachine):
    def __init__(self, stage: Stage, world: Outside) -> None:
        super().__init__()
        world.begin()
        self.stage, self.world, self.past = stage, world, Past()
        self.claims, self.calls, self.answers = [], [], []
        self.said = 0
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.campaign = CampaignFactory(
            vendor=stage.vendor, version=stage.variant.version, state="running"
        )
        self.ledger = Ledger([], 0, {})

    def teardown(self) -> None:
        try:
            self.settle_down()
        finally:
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)

    @invariant()
    def every_law_holds(self) -> None:
        self.ledger = read_ledger(self.stage.vendor.pk)
        check(self.ledger, self.world, self.past)

    def play(self, *steps: tuple[str, dict[str, object]]) -> None:
        """A story of our own, under the same laws; what can't happen is left out."""
        try:
            may = {one.function.__name__: one.preconditions for one in self.rules}
            self.begin(Purpose.EMERGENCY)
            self.every_law_holds()
            for name, given in steps:
                if all(holds(self) for holds in may[name]):
                    getattr(self, name)(**given)
                    self.every_law_holds()
        finally:
            self.teardown()

    # What people do

    @initialize(purpose=st.sampled_from(Purpose))
    def begin(self, purpose: Purpose) -> None:
        self.say(purpose, ahead=False, mortal=False)

    @precondition(lambda self: self.said < MOST_MESSAGES)
    @rule(purpose=st.sampled_from(Purpose), ahead=st.booleans(), mortal=st.booleans())
    def say(self, purpose: Purpose, *, ahead: bool, mortal: bool) -> None:
        """Twice, as a double click does."""
        at, person, vendor = now(), self.stage.people[self.said], self.stage.vendor
        draft = Draft(
            person_id=person.pk,
            wedding_id=None,
            variant_id=self.stage.variant.pk,
            channel="email",
            purpose=purpose,
            dedupe_key=f"step:{self.said}",
            not_before=at + MINUTES / 2 if ahead else at,
            expires_at=at + 3 * MINUTES if mortal else None,
        )
        self.said += 1
        with tenant(vendor.pk):
            first = accept(vendor.pk, [draft], at)
            assert accept(vendor.pk, [draft], at) == first
            Recipient.objects.create(
                vendor=vendor,
                campaign=self.campaign,
                person=person,
                message_id=first[draft.dedupe_key],
            )

    @rule(which=ANY, wish=st.sampled_from(WISHES))
    def wish(self, which: int, wish: str) -> None:
        match wish:
            case "revive":
                self.by_hand(revive, "dead", which)
            case "release":
                self.by_hand(release, "held", which)
            case "pause or resume":
                self.turn({"running": pause.pause, "paused": pause.resume})
            case "cancel":
                self.turn(dict.fromkeys(["running", "paused"], pause.cancel))
            case "hold" | "put off":
                self.hold(which, now() + MINUTES / 2 if wish == "put off" else None)
            case _:
                self.hear_a_no(self.stage.people[which % self.said], wish)

    # What workers do

    @precondition(lambda self: self.among("queued"))
    @rule(which=ANY, answer=st.sampled_from(ANSWERS), dies=st.sampled_from(IN_DELIVER))
    def work_with_keys(self, which: int, answer: str, dies: str) -> None:
        self.claim_some(which, "keyed")
        self.deliver_it(-1, answer, dies)

    @precondition(lambda self: self.among("queued"))
    @rule(which=ANY, answer=st.sampled_from(ANSWERS), dies=st.sampled_from(IN_DELIVER))
    def work_without_keys(self, which: int, answer: str, dies: str) -> None:
        self.claim_some(which, "keyless")
        self.deliver_it(-1, answer, dies)

    @precondition(lambda self: self.among("queued"))
    @rule(which=ANY, account=st.sampled_from(["keyless", "keyed"]))
    def claim_some(self, which: int, account: str) -> None:
        line = self.pick("queued", which)
        if not line.due:
            self.later(MINUTES)
        taken = claim(self.stage.vendor.pk, "email", line.priority, 3)
        self.claims.append((taken, self.stage.accounts[account]))

    @precondition(lambda self: self.claims)
    @rule(which=ANY, answer=st.sampled_from(ANSWERS), dies=st.sampled_from(IN_DELIVER))
    def deliver_it(self, which: int, answer: str, dies: str) -> None:
        taken, account = _take(self.claims, which)
        self.world.answer = answer
        self.may_die(dies, partial(deliver.deliver, taken, account))

    @precondition(lambda self: self.claims)
    @rule(which=ANY)
    def fall_asleep_before_the_call(self, which: int) -> None:
        """After the last look at the lease: the one instant nobody can guard."""
        taken, account = _take(self.claims, which)
        if deliver.boot_seconds() > taken.deadline - settings.CALL_SECONDS:
            return  # it would have looked at its lease, and called nobody
        with tenant(taken.vendor_id):
            self.calls += deliver.commit_intents(taken, account)

    @precondition(lambda self: self.calls)
    @rule(which=ANY, answer=st.sampled_from(ANSWERS))
    def wake_up_and_call(self, which: int, answer: str) -> None:
        """What it hears is not noted yet."""
        handover, batch = _take(self.calls, which)
        before = self.world.copies.copy()
        self.world.answer = answer
        self.answers.append((handover, carry._answer(handover.account, batch), batch))
        if self.ledger.calls[handover.pk].outcome != "pending" and before != self.world.copies:
            self.past.late.update(one.message_id for one in batch.envelopes)

    @precondition(lambda self: self.answers)
    @rule(which=ANY)
    def note_the_answer(self, which: int) -> None:
        settle.settle(*_take(self.answers, which))

    @precondition(lambda self: self.claims or self.calls or self.answers)
    @rule(which=ANY)
    def die(self, which: int) -> None:
        hands = [hand for hand in (self.claims, self.calls, self.answers) if hand]
        _take(hands[which % len(hands)], which)

    @precondition(lambda self: self.among("scheduled", "held", "claimed", "sending"))
    @rule(after=TIME, dies=st.sampled_from(IN_RECOVER))
    def put_right(self, after: dt.timedelta, dies: str) -> None:
        self.later(after)
        for verb in (recover.reap, recover.doubt, recover.wake):
            self.may_die(dies, verb)

    @precondition(lambda self: self.among("unknown"))
    @rule(
        after=TIME,
        answer=st.sampled_from(ANSWERS),
        evidence=st.sampled_from(EVIDENCE),
        dies=st.sampled_from(IN_RESOLVE),
    )
    def look_into_it(self, after: dt.timedelta, answer: str, evidence: str, dies: str) -> None:
        self.later(after)
        self.world.answer, self.world.evidence = answer, evidence
        self.may_die(dies, resolve.resolve)

    # What the world does

    @precondition(lambda self: self.world.book)
    @rule(
        which=ANY,
        kind=st.sampled_from(REPORTS),
        by=st.sampled_from(["message", "call", "name"]),
        dies=st.sampled_from(IN_RECOVER),
    )
    def report(self, which: int, kind: str, by: str, dies: str) -> None:
        """Of anything it took, whether we know of it or not, and twice."""
        taken = [(key, n) for key, members in self.world.book.items() for n in range(len(members))]
        key, position = taken[which % len(taken)]
        call = next(call for call in self.ledger.calls.values() if str(call.id) == key)
        said = Report(
            event_key=f"{key}:{position}:{kind}",
            kind=kind,
            occurred_at=now(),
            message_id=self.world.book[key][position] if by == "message" else None,
            handover_id=call.id if by == "call" and len(self.world.book[key]) == 1 else None,
            provider_message_id=name_of(key, position) if by != "message" else "",
        )
        with operator():
            store([(self.stage.accounts[call.provider], said)] * 2)
        self.may_die(dies, track.apply_inbox)

    # How that is done

    def later(self, by: dt.timedelta) -> None:
        with operator(), connection.cursor() as cursor:
            cursor.execute(LATER, {"by": by})
        seconds = by.total_seconds()
        self.claims = [(replace(c, deadline=c.deadline - seconds), a) for c, a in self.claims]
        if by > SECONDS:
            self.world.time_passes()
        self.past.days += by == DAY

    def may_die(self, where: str, verb: Callable[[], object]) -> None:
        self.world.dies_at = where
        with contextlib.suppress(Killed):
            verb()
        self.world.dies_at = ""

    def turn(self, verbs) -> None:
        """Pause, resume or cancel the campaign, whichever its state allows."""
        if verb := verbs.get(self.campaign.state):
            with tenant(self.stage.vendor.pk):
                verb(self.campaign, actor="user:1")

    def hold(self, which: int, until: dt.datetime | None) -> None:
        if line := self.pick("scheduled queued claimed", which):
            with tenant(self.stage.vendor.pk):
                shift.hold([line.id], "not now", until)

    def hear_a_no(self, person: Person, wish: str) -> None:
        """For good, to everything; what waits may be dropped at once."""
        with tenant(self.stage.vendor.pk):
            if wish == "suppress":
                self.stage.suppress(person)
            else:
                self.stage.say(person, Purpose, granted=False)
            if wish == "stop":
                drop([person.pk], "email")
        self.past.silenced[person.pk] = intents_to(self.ledger, person.pk)

    def by_hand(self, verb, state: str, which: int) -> None:
        if line := self.pick(state, which):
            with operator():
                verb([Message.objects.get(pk=line.id)], actor="user:1", now=now())

    def among(self, *states: str) -> list[Line]:
        return self.ledger.among(*states)

    def pick(self, states: str, which: int) -> Line | None:
        found = self.among(*states.split())
        return found[which % len(found)] if found else None

    def settle_down(self) -> None:
        """Workers that live and providers that answer bring everything to its end."""
        self.world.answer, self.world.evidence = "accepted", "true"
        for _ in range(ROUNDS):
            self.every_law_holds()
            if not self.among("scheduled", "queued", "claimed", "sending", "unknown"):
                return
            self.later(MINUTES)
            for verb in (recover.reap, recover.doubt, recover.wake, resolve.resolve):
                verb()
            for priority in {line.priority for line in read_ledger(self.stage.vendor.pk).lines}:
                taken = claim(self.stage.vendor.pk, "email", priority, 10)
                deliver.deliver(taken, self.stage.accounts["keyed"])
        everything_has_found_its_end(self.ledger)


def _take(hands: list, which: int):
    return hands.pop(which % len(hands))
