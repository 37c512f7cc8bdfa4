"""Let the gates judge messages, note down what they said, and act on it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson

from messaging.due import Due
from messaging.policy.facts import Facts, Sent
from messaging.policy.judge import Judgement, judge
from messaging.policy.plain import objection, told
from messaging.policy.verdict import Allow, Block, Verdict, Wait
from messaging.shift import hold, shift
from messaging.states import State
from wedsync.lib.bound import bound
from wedsync.lib.lines import lines

# What waits for a person (an address, a new date) is looked at again this often.
LOOK_AGAIN = dt.timedelta(hours=1)

NOTE = """
INSERT INTO messaging_decision
  (id, vendor_id, message_id, verdict, until, reason, objections, facts)
SELECT uuidv7(), vendor_id, message_id, verdict, until, reason, objections, facts::jsonb
FROM ROWS FROM (
  json_to_recordset(%(said)s) AS (
    vendor_id uuid, message_id uuid, verdict text, until timestamptz, reason text,
    objections jsonb),
  string_to_table(%(facts)s, E'\\n')
) AS said(vendor_id, message_id, verdict, until, reason, objections, facts)
"""


def decide(messages: Sequence[Due], facts: Mapping[UUID, Facts], now: dt.datetime) -> list[Due]:
    """Return the messages that may go; the others are held or dropped, each with its reason."""
    known = in_turn([(message.pk, message.person_id) for message in messages], facts)
    judgements = {pk: judgement for pk, (_, judgement) in known.items()}
    _note(messages, known)
    _act(judgements, now)
    return [m for m in messages if isinstance(judgements[m.pk].verdict, Allow)]


def in_turn(
    messages: Iterable[tuple[UUID, UUID]], facts: Mapping[UUID, Facts]
) -> dict[UUID, tuple[Facts, Judgement]]:
    """Judge (message, person) one after the other: what a person is about to hear counts already.

    Two that are due at one moment would both find the last place under a cap free.
    """
    found: dict[UUID, tuple[Facts, Judgement]] = {}
    about_to_hear: dict[UUID, tuple[Sent, ...]] = {}
    for message, person in messages:
        known = facts[message]
        if heard := about_to_hear.get(person):
            known = replace(known, recent=(*known.recent, *heard))
        judgement = judge(known)
        if isinstance(judgement.verdict, Allow):
            sent = Sent(known.now, known.purpose, known.channel)
            about_to_hear[person] = (*about_to_hear.get(person, ()), sent)
        found[message] = known, judgement
    return found


def _act(judgements: Mapping[UUID, Judgement], now: dt.datetime) -> None:
    """One statement for all messages that share a verdict."""
    groups: dict[Verdict, list[UUID]] = defaultdict(list)
    for message_id, judgement in judgements.items():
        groups[judgement.verdict].append(message_id)
    for verdict, ids in groups.items():
        match verdict:
            case Allow():
                pass
            case Wait(reason, until):
                hold(ids, reason, until or now + LOOK_AGAIN)
            case Block(reason, end):
                shift(ids, State(end), reason)


def _note(messages: Sequence[Due], known: Mapping[UUID, tuple[Facts, Judgement]]) -> None:
    """In one statement, as documents: a fraction of what a row of parameters each costs."""
    said = [_decision(message, known[message.pk][1]) for message in messages]
    facts = [told(known[message.pk][0]) for message in messages]
    given = {"said": orjson.dumps(said).decode(), "facts": lines(facts, default=list)}
    with bound() as cursor:
        cursor.execute(NOTE, given)


def _decision(message: Due, judgement: Judgement) -> dict[str, Any]:
    verdict = judgement.verdict
    return {
        "vendor_id": message.vendor_id,
        "message_id": message.pk,
        "verdict": type(verdict).__name__.lower(),
        "until": verdict.until if isinstance(verdict, Wait) else None,
        "reason": "" if isinstance(verdict, Allow) else verdict.reason,
        "objections": [objection(gate, said) for gate, said in judgement.objections],
    }
