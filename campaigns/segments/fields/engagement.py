"""What people did with what they got. Machines that open and click don't count."""

from django.db.models import CharField, Exists, F, Func, OuterRef, Q

from campaigns.segments.facts import Facts
from campaigns.segments.field import Field, Where, by
from campaigns.segments.kinds import FLAG, LATELY, choice
from campaigns.segments.scope import Scope
from messaging.channels.registry import channel_choices
from messaging.models import DeliveryEvent, Inbound
from wedsync.lib.worded import worded

GROUP = worded("Engagement")
STOP = "stop"  # an answer, but to be left alone

# As messaging/engagement.py has it: the channel of most human signs, the first by name if equal.
PREFERRED = """(
SELECT sign.channel FROM (
  SELECT m.channel FROM messaging_message m JOIN messaging_deliveryevent e ON e.message_id = m.id
  WHERE m.person_id = %(expressions)s AND e.reader = 'human'
  UNION ALL
  SELECT i.channel FROM messaging_thread t JOIN messaging_inbound i ON i.thread_id = t.id
  WHERE t.person_id = %(expressions)s
) sign GROUP BY sign.channel ORDER BY count(*) DESC, sign.channel COLLATE "C" LIMIT 1)"""


def _visited(kind: str, **at: object) -> Exists:
    ours = DeliveryEvent.objects.filter(message__person=OuterRef("pk"), reader="human", kind=kind)
    return Exists(ours.filter(**at))


def _replied(**at: object) -> Exists:
    ours = Inbound.objects.filter(thread__person=OuterRef("pk")).exclude(word=STOP)
    return Exists(ours.filter(**at))


def _lately(kind: str) -> Where:
    return lambda test, scope: _visited(kind, at__gte=scope.since(test.value))  # type: ignore[arg-type]  # its shape says so


def _favourite(facts: Facts, _: Scope) -> str | None:
    signs = facts.signs
    return min(signs, key=lambda name: (-signs[name], name), default=None)


def _favourite_of(_: Scope) -> Func:
    return Func(F("pk"), template=PREFERRED, output_field=CharField(null=True))


FIELDS = (
    Field(
        "opened",
        GROUP,
        worded("Opened a message"),
        LATELY,
        lambda facts, _: facts.opened,
        _lately("opened"),
    ),
    Field(
        "clicked",
        GROUP,
        worded("Followed a link"),
        LATELY,
        lambda facts, _: facts.clicked,
        _lately("clicked"),
    ),
    Field(
        "replied",
        GROUP,
        worded("Wrote back"),
        LATELY,
        lambda facts, _: facts.replied,
        lambda test, scope: _replied(at__gte=scope.since(test.value)),  # type: ignore[arg-type]  # its shape says so
    ),
    Field(
        "ever_acted",
        GROUP,
        worded("Ever clicked or wrote back"),
        FLAG,
        lambda facts, _: bool(facts.clicked or facts.replied),
        lambda _test, _scope: Q(_visited("clicked")) | Q(_replied()),
    ),
    Field(
        "preferred_channel",
        GROUP,
        worded("Reacts most by"),
        choice(channel_choices()),
        _favourite,
        by(_favourite_of),
    ),
)
