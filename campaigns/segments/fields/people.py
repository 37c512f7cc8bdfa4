"""Who somebody is, and how they are reached."""

from django.db.models import Exists, F, OuterRef, Value
from django.db.models.lookups import GreaterThan

from campaigns.segments.field import Field, Where, column, word
from campaigns.segments.kinds import FLAG, WORD, choice
from messaging.models import Device
from wedsync.lib.worded import worded
from wedsync.weddings.models import Role

GROUP = worded("People")


def _filled(name: str) -> Where:
    return lambda _test, _scope: GreaterThan(F(name), Value(""))


def _with_device() -> Exists:
    return Exists(Device.objects.filter(person=OuterRef("pk"), gone_at=None))


FIELDS = (
    Field(
        "role",
        GROUP,
        worded("Role"),
        choice(Role.choices, always=True),
        lambda facts, _: facts.role,
        column("role"),
    ),
    Field(
        "language",
        GROUP,
        worded("Language"),
        WORD,
        lambda facts, _: facts.language or None,
        word("language"),
    ),
    Field(
        "has_email",
        GROUP,
        worded("Has an e-mail"),
        FLAG,
        lambda facts, _: facts.email > "",
        _filled("email"),
    ),
    Field(
        "has_phone",
        GROUP,
        worded("Has a phone"),
        FLAG,
        lambda facts, _: facts.phone > "",
        _filled("phone"),
    ),
    Field(
        "has_push",
        GROUP,
        worded("Takes notifications"),
        FLAG,
        lambda facts, _: facts.devices > 0,
        lambda _test, _scope: _with_device(),
    ),
)
