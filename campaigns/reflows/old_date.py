"""Who was told a date that isn't the date any more, and what is done about it."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from campaigns.models import Reflow, StepMessage
from campaigns.timeline.codec import from_json
from campaigns.timeline.contents import OnMove
from campaigns.timelines.withdraw import NEVER_LEFT
from messaging.accept import Draft, accept
from messaging.models import Message, ToDo
from messaging.policy.facts import Purpose
from messaging.shift import shift
from messaging.states import WAITING, State
from messaging.todo import ask_all, need
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record

OLD_DATE = "old_date"
MOST = 200
DATED = frozenset(f"wedding.{name}" for name in ("date", "date_long", "weekday", "month", "year"))
HEARD = [
    one.value for one in (State.SENDING, State.UNKNOWN, State.ACCEPTED, State.SENT, State.DELIVERED)
]


def correct_date(reflow: Reflow, now: dt.datetime) -> None:
    """After a new date: say it again where the step wants that, else ask the vendor if it may."""
    found = _told(reflow.wedding_id)
    _say_again(reflow, [one for one, wish in found if wish is OnMove.RESEND], now)
    _ask([one for one, wish in found if wish is OnMove.ASK])


def take_corrections_back(reflow: Reflow) -> None:
    """What waits is cancelled; who has heard the date that was taken back is asked about."""
    made = Message.objects.filter(wedding=reflow.wedding_id, dedupe_key__startswith=_key(reflow))
    waiting = list(made.filter(NEVER_LEFT).values_list("pk", flat=True)[:MOST])
    shift(waiting, State.CANCELLED, worded("the new date was taken back"), source=WAITING)
    heard = made.filter(state__in=HEARD).select_related("person", "variant__version__template")
    _ask(heard[:MOST])


def say_again(todo: ToDo, reflow: Reflow, now: dt.datetime, *, actor: str) -> None:
    """The same words to the same person, with the date that holds now. Raises Refusal."""
    if todo.message is None:
        raise Refusal("There is no message to say again.", code="no_message")
    _done(todo, reflow, now, "date.said_again", actor)
    _say_again(reflow, [todo.message], now)


def told_otherwise(todo: ToDo, reflow: Reflow, now: dt.datetime, *, actor: str) -> None:
    """Somebody told them already. Raises Refusal if that is done."""
    _done(todo, reflow, now, "date.told_otherwise", actor)


def _done(todo: ToDo, reflow: Reflow, now: dt.datetime, verb: str, actor: str) -> None:
    if not ToDo.objects.filter(pk=todo.pk, done_at=None).update(done_at=now):
        raise Refusal("This is done already.", code="todo_done")
    record(reflow.vendor_id, verb, reflow, actor=actor, data={"message": str(todo.message_id)})


def _told(wedding_id: UUID) -> list[tuple[Message, OnMove]]:
    """The messages of its steps that went out with a date in them, and what is wished of each."""
    links = StepMessage.objects.filter(step__wedding=wedding_id, message__state__in=HEARD)
    related = ("message__person", "message__variant__version__template")
    found = links.select_related("step__enrollment__version", *related).order_by("id")[:MOST]
    wishes = {
        version.pk: from_json(version.definition)[1].steps
        for version in {link.step.enrollment.version for link in found}
    }
    return [
        (link.message, said.on_move)
        for link in found
        if DATED.intersection(link.message.variant.compiled.get("fields", ()))
        if (said := wishes[link.step.enrollment.version_id].get(link.step.step_key))
    ]


def _say_again(reflow: Reflow, messages: Iterable[Message], now: dt.datetime) -> None:
    """Once for each message and change, however often it is asked for."""
    drafts = [
        Draft(
            person_id=one.person_id,
            wedding_id=one.wedding_id,
            variant_id=one.variant_id,
            channel=one.channel,
            purpose=Purpose(one.purpose),
            dedupe_key=f"{_key(reflow)}{one.pk}",
            not_before=now,
        )
        for one in messages
    ]
    if drafts:
        accept(reflow.vendor_id, drafts, now)


def _ask(messages: Iterable[Message]) -> None:
    ask_all(need(one.vendor_id, OLD_DATE, str(one.pk), _text(one), message=one) for one in messages)


def _text(message: Message) -> str:
    title = message.variant.version.template.name
    return worded(
        "“{title}” told {person} a date that isn't the date any more: say it again,"
        " or tell them yourself.",
        title=title[:80],
        person=message.person,
    )


def _key(reflow: Reflow) -> str:
    return f"correction:{reflow.pk}:"
