"""Ask people whether they want news: by mail, once a month at most, and never over a no."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from messaging.accept import Draft, accept
from messaging.models import Message
from messaging.news import announce
from messaging.opt_in import MARKETING
from messaging.policy.facts import Purpose
from messaging.said import said_about
from messaging.tasks import dispatch
from personalization.awaiting import awaiting
from personalization.choose import language_for
from personalization.models import Template, TemplateVersion, Variant
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

KEY = "ask_consent"  # of the library, and of what copies were made from
MOST, CHUNK = 5_000, 500  # people at a time; people a statement
TOPIC = ("email", MARKETING)


@transaction.atomic
def ask(vendor: Vendor, people: Iterable[Person], now: dt.datetime, *, actor: str) -> int:
    """Return how many are asked now.

    Passed over are people without an address, who have said yes or no, or were asked this month.
    Raises Refusal where there are no words to ask with.
    """
    spoken, everybody = _spoken(vendor), list(people)[:MOST]
    chunks = (everybody[at : at + CHUNK] for at in range(0, len(everybody), CHUNK))
    count = sum(_ask(vendor, chunk, spoken, now) for chunk in chunks)
    if count:
        record(vendor, "consent.asked", vendor, actor=actor, data={"people": count})
        announce(vendor.pk)
        later(dispatch)
    return count


def _ask(
    vendor: Vendor, people: Sequence[Person], spoken: Mapping[str, UUID], now: dt.datetime
) -> int:
    asked = _unasked(people, now)
    weddings = _weddings(asked)
    drafts = [
        Draft(
            person_id=person.pk,
            wedding_id=weddings.get(person.client_id),
            variant_id=spoken[_tongue(person, vendor, spoken)],
            channel="email",
            purpose=Purpose.HELPFUL,
            dedupe_key=key_of(person, now),
            not_before=now,
        )
        for person in asked
    ]
    return len(accept(vendor.pk, drafts, now)) if drafts else 0


def key_of(person: Person, now: dt.datetime) -> str:
    return f"ask:{person.pk}:{now:%Y-%m}"


def _spoken(vendor: Vendor) -> Mapping[str, UUID]:
    """The words to ask with by language: the vendor's own copy, else the library's."""
    version = _version(vendor)
    if version is None:
        raise Refusal("There is no template to ask with.", code="no_template")
    if awaiting([version.pk]):
        raise Refusal("The words to ask with still wait for approval.", code="not_approved")
    rows = Variant.objects.filter(version=version, channel="email").order_by("-key", "id")
    spoken = dict(rows.values_list("language", "pk"))
    if not spoken:
        raise Refusal("The template to ask with has no e-mail.", code="no_email")
    return spoken


def _version(vendor: Vendor) -> TemplateVersion | None:
    ours = Template.objects.in_use().open_to(vendor)
    own = ours.filter(origin=KEY, vendor=vendor).order_by("-created_at").first()
    template = own or ours.filter(key=KEY, vendor=None).first()
    return template.current if template else None


def _unasked(people: Sequence[Person], now: dt.datetime) -> list[Person]:
    said = said_about([one.pk for one in people], [one.email for one in people])
    known = Message.objects.filter(dedupe_key__in=[key_of(one, now) for one in people])
    asked = set(known.values_list("dedupe_key", flat=True))
    return [
        one
        for one in people
        if one.email
        and not said.word(one.pk, one.email, TOPIC, now)
        and key_of(one, now) not in asked
    ]


def _weddings(people: Sequence[Person]) -> Mapping[UUID, UUID]:
    """Each couple's wedding, the last one where there are several."""
    rows = Wedding.objects.filter(client__in={one.client_id for one in people})
    return dict(rows.order_by("id").values_list("client_id", "pk"))


def _tongue(person: Person, vendor: Vendor, spoken: Mapping[str, UUID]) -> str:
    wishes = [person.language, vendor.locale.replace("_", "-")]
    return language_for(list(spoken), filter(None, wishes))
