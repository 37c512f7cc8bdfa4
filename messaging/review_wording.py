"""A second look at what a template says: who is asked gets a to-do, what waited for it goes on."""

import datetime as dt

from django.db import transaction

from messaging.models import Message, ToDo
from messaging.news import announce
from messaging.release import queue
from messaging.states import State
from messaging.todo import ask as ask_vendor
from personalization import sign
from personalization.models import TemplateVersion
from wedsync.lib.worded import worded

TODO = "wording"
MOST = 5_000  # the rest is looked at again by itself within the hour


@transaction.atomic
def ask(version: TemplateVersion, *, actor: str) -> None:
    """Raises Refusal."""
    asked = sign.ask(version, actor=actor)
    text = worded(
        "“{name}”, version {number}, waits to be approved.",
        name=version.template.name[:80],
        number=version.number,
    )
    ask_vendor(asked.vendor_id, TODO, str(version.pk), text)
    announce(asked.vendor_id)


@transaction.atomic
def approve(version: TemplateVersion, *, actor: str, owns: bool = False, now: dt.datetime) -> int:
    """Return how many messages are looked at again for it. Raises Refusal."""
    approved = sign.approve(version, actor=actor, owns=owns, now=now)
    _answered(version, now)
    held = Message.objects.filter(variant__version=version, state=State.HELD).order_by("pk")
    freed = queue(held[:MOST], State.HELD, worded("its wording was approved"), actor, now)
    announce(approved.vendor_id)
    return len(freed)


@transaction.atomic
def send_back(version: TemplateVersion, word: str = "", *, actor: str, now: dt.datetime) -> None:
    """Raises Refusal. What hasn't left yet waits again."""
    returned = sign.send_back(version, word, actor=actor, now=now)
    _answered(version, now)
    announce(returned.vendor_id)


def _answered(version: TemplateVersion, now: dt.datetime) -> None:
    """Whoever was asked has decided."""
    open_ = ToDo.objects.filter(vendor=version.template.vendor_id, done_at=None)
    open_.filter(key=f"{TODO}:{version.pk}").update(done_at=now)
