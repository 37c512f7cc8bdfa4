"""Tell the next person of every open emergency that is due; asked every few seconds.

Each emergency is worked on by one worker at a time, and each step is one message whatever happens:
its dedupe key is the step's. STOP and suppression are the gates' to say; what they end is left at
once for the next way.
"""

import datetime as dt
from uuid import UUID

import structlog
from django.db import transaction
from django.utils.timezone import now as current_time

from campaigns.emergencies.answer import acknowledge, heard
from campaigns.emergencies.links import url_of
from campaigns.emergency import Exhausted, Rung, Say, Skip, Wait, next_move
from campaigns.emergency.asking import asking
from campaigns.emergency.ladder import Fate
from campaigns.models import Emergency, EmergencyState, EmergencyStep
from messaging.accept import Draft, accept
from messaging.channels.registry import channels
from messaging.news import announce
from messaging.policy.facts import Purpose
from messaging.route import accounts_for
from messaging.states import State
from messaging.tasks import dispatch_emergencies
from messaging.todo import ask_all, need
from personalization.models import Purpose as Class
from personalization.verbatim import verbatim
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record
from wedsync.vendors.tenancy import operator, tenant

log = structlog.get_logger(__name__)

MOST = 200
ACTOR = "system:emergency"
TOO_MANY = "emergency_cap"
AT_MOST = 20  # ways that can't carry, passed in one look
# Nobody will have read these.
LOST = frozenset(
    {State.SUPPRESSED, State.CANCELLED, State.EXPIRED, State.BOUNCED, State.FAILED, State.DEAD}
)


def carry_all() -> int:
    """Return how many were looked at. One that fails never keeps the others waiting."""
    with operator():
        found = Emergency.objects.filter(state=EmergencyState.OPEN.value).order_by("id")
        ids = list(found.values_list("vendor_id", "id")[:MOST])
    for vendor_id, pk in ids:
        try:
            with tenant(vendor_id):
                carry(pk, current_time())
        except Exception:
            log.exception("an emergency could not be carried on", emergency=str(pk))
    return len(ids)


def carry(pk: UUID, now: dt.datetime) -> None:
    """In the current tenant. Whoever comes second finds the row locked, and leaves it."""
    open_ = Emergency.objects.select_for_update(skip_locked=True, of=("self",))
    emergency = open_.filter(pk=pk, state=EmergencyState.OPEN.value).first()
    if emergency is None:
        return
    if answer := heard(emergency):
        acknowledge(emergency, answer)
        return
    for _ in range(AT_MOST):
        if not _move(emergency, now):
            return


def _move(emergency: Emergency, now: dt.datetime) -> bool:
    """One move; whether there may be another at once."""
    steps = {one.number: one for one in _steps(emergency)}
    every = dt.timedelta(minutes=emergency.every_minutes)
    match next_move([_rung(one) for one in steps.values()], every, now):
        case Skip(number):
            _leave(steps[number], worded("no address, or nobody carries it"))
            return True
        case Say(number):
            return _say(emergency, steps[number], now)
        case Exhausted():
            _give_up(emergency, list(steps.values()), now)
        case Wait():
            pass
    return False


def _steps(emergency: Emergency) -> list[EmergencyStep]:
    """With what has become of their messages since."""
    steps = list(emergency.steps.select_related("person", "message").order_by("number"))
    for one in steps:
        if one.fate == Fate.SAID and one.message and one.message.state in LOST:
            _leave(one, one.message.reason or one.message.state)
    return steps


def _rung(step: EmergencyStep) -> Rung:
    ahead = step.fate == Fate.AHEAD
    return Rung(step.number, Fate(step.fate), step.said_at, not ahead or _reaches(step))


def _reaches(step: EmergencyStep) -> bool:
    return bool(channels()[step.channel].address(step.person) and accounts_for(step.channel))


def _leave(step: EmergencyStep, why: str) -> None:
    step.fate, step.note = Fate.FAILED.value, why[:200]
    step.save(update_fields=["fate", "note"])


def _say(emergency: Emergency, step: EmergencyStep, now: dt.datetime) -> bool:
    """Whether this way is out of the question, so that the next is tried at once.

    More than a vendor may send in an hour waits for the next look, and the page says so.
    """
    try:
        with transaction.atomic():
            step.message_id = _accepted(emergency, step, now)
    except Refusal as refusal:
        if refusal.code != TOO_MANY:
            _leave(step, refusal.reason)
            return True
        step.note = refusal.reason[:200]
        step.save(update_fields=["note"])
        return False
    _note(emergency, step, now)
    return False


def _note(emergency: Emergency, step: EmergencyStep, now: dt.datetime) -> None:
    step.fate, step.said_at, step.note = Fate.SAID.value, now, ""
    step.save(update_fields=["fate", "said_at", "note", "message"])
    data = {"number": step.number, "person": str(step.person_id), "channel": step.channel}
    record(emergency.vendor_id, "emergency.step", emergency, actor=ACTOR, data=data)
    announce(emergency.vendor_id)
    later(dispatch_emergencies)


def _accepted(emergency: Emergency, step: EmergencyStep, now: dt.datetime) -> UUID:
    key = f"emergency:{emergency.pk}:{step.number}"
    said = asking(step.person.language, emergency.vendor.locale)
    words = verbatim(
        emergency.vendor,
        f"{emergency.text}\n\n{said.reply} {url_of(emergency.vendor_id, step.pk)}",
        channel=step.channel,
        language=step.person.language or "en",
        subject=said.subject.format(wedding=emergency.wedding.client.name),
        purpose=Class.EMERGENCY,
    )
    draft = Draft(
        person_id=step.person_id,
        wedding_id=emergency.wedding_id,
        variant_id=words.pk,
        channel=step.channel,
        purpose=Purpose.EMERGENCY,
        dedupe_key=key,
        not_before=now,
    )
    return accept(emergency.vendor_id, [draft], now)[key]


def _give_up(emergency: Emergency, steps: list[EmergencyStep], now: dt.datetime) -> None:
    """The last resort is a voice."""
    emergency.state, emergency.ended_at = EmergencyState.EXHAUSTED.value, now
    emergency.save(update_fields=["state", "ended_at"])
    people = {one.person_id: one.person for one in steps}
    ask_all(
        need(
            emergency.vendor_id,
            "emergency",
            f"{emergency.pk}:{one.pk}",
            worded(
                "Nobody answered ({wedding}). Call them: {person}, {phone}.",
                wedding=emergency.wedding,
                person=one,
                phone=one.phone or worded("no number"),
            ),
        )
        for one in people.values()
    )
    record(emergency.vendor_id, "emergency.exhausted", emergency, actor=ACTOR)
    announce(emergency.vendor_id)
