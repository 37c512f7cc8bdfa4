"""One row of everything for a vendor, with the same words in every text of it.

A new column is filled by its kind; a new table has to be added here, which a test insists on.
"""

import datetime as dt
from collections import defaultdict

from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db import models

from campaigns.models import (
    Assignment,
    Campaign,
    CapMove,
    Emergency,
    EmergencyStep,
    Enrollment,
    Experiment,
    GoalReached,
    PlannedStep,
    Recipient,
    Reflow,
    ReviewRule,
    Segment,
    StepMessage,
    Timeline,
    TimelineVersion,
)
from crm_connectors.models import (
    Call,
    Connection,
    Delivery,
    Endpoint,
    Import,
    ImportRow,
    Inquiry,
    InquiryForm,
    Link,
    Record,
    Sync,
    SyncRow,
)
from messaging.models import (
    Answer,
    CapRule,
    Consent,
    ConsentText,
    Decision,
    DeliveryEvent,
    Device,
    Handed,
    Handover,
    Inbound,
    InboxEvent,
    Lane,
    Message,
    Move,
    Note,
    ProviderAccount,
    SavedReply,
    SoftBounces,
    Suppression,
    Thread,
    ToDo,
)
from personalization.copy.bucket import Bucket
from personalization.models import (
    Approval,
    Copy,
    Evidence,
    Sketch,
    Template,
    TemplateVersion,
    Variant,
    WordingRule,
    WriterAccount,
)
from tests.factories import COMPILED, WEBHOOK_SECRET
from wedsync.analytics.models import DailyFigures, HourlyActs, RollupMark
from wedsync.billing.models import Budget, BudgetEntry, BudgetTotal, Price
from wedsync.vendors.audit import record
from wedsync.vendors.models import (
    ApiKey,
    Event,
    Invitation,
    Membership,
    SavedView,
    StoredAnswer,
    SupportLook,
    SupportVisit,
    Switch,
    Vendor,
)
from wedsync.vendors.secret import draw
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import (
    Client,
    Milestone,
    Person,
    ProposedMove,
    Wedding,
    WeddingDay,
)

AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
DAY = dt.date(2027, 6, 19)

# Words with a meaning of their own, which the canary would break.
PLAIN = {
    "accent": "#8a3b4d",
    "budget_currency": "USD",
    "channel": "email",
    "country": "US",
    "currency": "USD",
    "language": "en",
    "locale": "en_US",
    "provider": "resend",
    "timezone": "America/Los_Angeles",
    "venue_country": "US",
}
Rows = dict[type[models.Model], list[models.Model]]


def season(words: str, several: int = 1) -> Rows:
    """`words`: short, lower case, fit for an address. `several`: how much hangs on each thing."""
    made: Rows = defaultdict(list)

    def add(model, **given):
        row = model(**{**filled(model, words), **given})
        if model is ProviderAccount:
            row.seal({"api_key": words, "webhook_secret": WEBHOOK_SECRET})
        row.save(force_insert=True)
        made[model].append(row)
        return row

    with operator():
        vendor = add(Vendor)
        _talk(add, made, vendor, several)
        _asked(add, {"vendor": vendor}, made[Membership][0])
    return made


def _talk(add, made, vendor, several):
    ours = {"vendor": vendor}
    for n in range(several):
        seat = get_user_model().objects.create(username=f"{vendor.slug}-{n}", password="!")
        add(Membership, **ours, user=seat, role="owner")
    client = add(Client, **ours)
    people = [add(Person, **ours, client=client) for _ in range(several)]
    wedding = add(Wedding, **ours, client=client, date=DAY)
    for n in range(several):
        add(WeddingDay, **ours, wedding=wedding, day=DAY + dt.timedelta(days=n))
    variant = _written(add, ours)
    version = variant.version
    campaign = add(Campaign, **ours, version=version, purpose="helpful", audience={})
    whom = {"person": people[0], "wedding": wedding}
    due = {"purpose": "helpful", "priority": 2, "not_before": AT}
    message = add(Message, **ours, **whom, **due, variant=variant)
    add(Recipient, **ours, **whom, campaign=campaign, message=message)
    _planned(add, ours, whom, message, several)
    _tried(add, ours, campaign, wedding)

    account = add(ProviderAccount, **ours)
    handover = add(Handover, **ours, account=account, outcome="accepted")
    for n in range(several):
        add(Handed, **ours, handover=handover, message=message, position=n, fence=1, open=n == 0)
        add(Decision, **ours, message=message, verdict="wait", **judged(vendor.slug))
        add(DeliveryEvent, **ours, message=message, at=AT)
        add(Move, **ours, message=message)
    add(InboxEvent, account=account, occurred_at=AT, message_id=message.pk)
    add(Consent, **ours, person=people[0], purpose="helpful", granted=True)
    add(Suppression, **ours)
    _answered(add, ours, whom, message, account)
    _spent(add, ours, message, handover)
    _imported(add, ours, client, wedding)
    _recorded(add, made, vendor)


def _recorded(add, made, vendor):
    add(Invitation, vendor=vendor, ends_at=AT)
    add(SavedView, vendor=vendor, seat=made[Membership][0])
    times = {"started_at": AT, "ends_at": AT + dt.timedelta(hours=1), "ended_at": AT}
    visit = add(SupportVisit, vendor=vendor, operator=made[Membership][0].user, **times)
    add(SupportLook, vendor=vendor, visit=visit)
    add(Switch, vendor=vendor, feature="bandit", is_on=True)
    record(vendor, vendor.slug, vendor, actor=vendor.slug, data={"said": vendor.slug})
    made[Event] = list(Event.objects.filter(vendor=vendor))


def _planned(add, ours, whom, message, several):
    slug = ours["vendor"].slug
    add(Segment, **ours, tree=[{"field": "couple", "is": "contains", "value": slug}])
    add(ReviewRule, **ours)
    words, wedding = ours["vendor"].slug, whom["wedding"]
    says = {"steps": [{"key": words, "template": str(message.variant.version.template_id)}]}
    says["steps"][0]["when"] = {"anchor": "wedding_day"}
    timeline = add(Timeline, **ours, draft=says)
    version = add(TimelineVersion, **ours, timeline=timeline, definition=says, number=1)
    inside = {"timeline": timeline, "version": version, "wedding": wedding}
    exits = {words: {"arm": "yes", "at": AT.isoformat()}}
    enrollment = add(Enrollment, **ours, **inside, exits=exits, entered_at=AT)
    marked = {"milestones": {words: [DAY.isoformat(), None]}}
    line = {"enrollment": str(enrollment.pk), "step": words, "occurrence": 1, "kind": "moved"}
    line |= {"before": None, "after": None, "back": False}
    for n in range(several):
        slot = {"enrollment": enrollment, "wedding": wedding, "occurrence": n + 1}
        step = add(PlannedStep, **ours, **slot, state="planned", due_at=AT)
        facts = {"before": marked, "after": marked, "changes": [line]}
        add(Reflow, **ours, wedding=wedding, **facts)
    add(CapMove, **ours, step=step, fate="moved", wished=AT, at=AT)
    add(StepMessage, **ours, step=step, person=whom["person"], message=message)
    add(Milestone, **ours, wedding=wedding, day=DAY)
    add(ProposedMove, **ours, wedding=wedding, date=DAY, precision="exact")
    emergency = add(Emergency, **ours, wedding=wedding, reason="weather", channels=["email"])
    told = {"person": whom["person"], "message": message}
    add(EmergencyStep, **ours, **told, emergency=emergency, number=1)


def _written(add, ours):
    template = add(Template, **ours, timing={})
    version = add(TemplateVersion, **ours, template=template, number=1)
    begun = {"key": "A", "channel": "email", "language": "en", "subject": ours["vendor"].slug}
    begun["blocks"] = [{"type": "text", "text": ours["vendor"].slug}]
    add(Sketch, **ours, template=template, wordings=[begun], based_on=1)
    add(Approval, **ours, version=version, content="0" * 64)
    add(WordingRule, **ours)
    return add(Variant, **ours, **said(ours["vendor"].slug), version=version, key="A")


def _worded(add, ours, variant):
    told = {"state": "drafted", "words": {"subject": ours["vendor"].slug}, "compiled": COMPILED}
    add(Evidence, **ours, variant=variant, value=500, at=AT)
    add(Copy, **ours, **told, variant=variant, bucket=Bucket().key, prompt=1)
    add(WriterAccount, **ours)


def _tried(add, ours, campaign, wedding):
    words = ours["vendor"].slug
    judged = {"purpose": "helpful", "window_days": 7, "horizon_days": 84}
    said = {"sentence": words, "effect": words, "variants": [], "held": {"assigned": 1}}
    kept = {"draws": [{words: 1}], "tuned": {words: 1}, "findings": said, "ended_at": AT}
    subject = f"campaign:{campaign.pk}"
    experiment = add(Experiment, **ours, **judged, **kept, subject=subject)
    add(Assignment, **ours, experiment=experiment, unit=wedding.pk, variant_key="A", draw=0)
    add(GoalReached, **ours, wedding=wedding, kind="deposit", at=AT)


def _answered(add, ours, whom, message, account):
    person = {"person": whom["person"]}
    thread = add(Thread, **ours, **whom)
    inbound = add(Inbound, **ours, thread=thread, answers=message, at=AT)
    add(Answer, **ours, inbound=inbound, account=account, due_at=None)
    add(InquiryForm, **ours, questions=["note"], boxes=["email:marketing"])
    add(Inquiry, **ours, inbound=inbound)
    add(Note, **ours, **person, message=message)
    add(SavedReply, **ours)
    add(ConsentText, **ours, number=1)
    counted = {"sent": 1, "delivered": 1, "clicked": 0, "replied": 0, "engaged": 0}
    counted |= {"stopped": 0, "micros": 0, "day": DAY, "variant": message.variant}
    add(DailyFigures, **ours, **counted)
    add(HourlyActs, **ours, day=DAY, hour=9, acts=1)
    add(RollupMark, **ours, through=AT)
    add(Device, **ours, **person, platform="web")
    add(ToDo, **ours, **person, message=message)
    add(SoftBounces, **ours)
    _worded(add, ours, message.variant)


def _spent(add, ours, message, handover):
    add(Lane, **ours, priority=2)
    month = {"month": AT.date()}
    booked = {"message_id": message.pk, "attempt_id": handover.pk, "at": AT}
    add(CapRule, **ours, purposes=["marketing"], channels=[])
    add(Price, **ours, micros=400, from_day=AT.date())
    add(Budget, **ours, limit=5000)
    add(BudgetEntry, **ours, **month, **booked, kind="reserve", micros=400)
    add(BudgetTotal, **ours, **month, spent=400)


def _imported(add, ours, client, wedding):
    words = ours["vendor"].slug
    problem = {"column": words, "sentence": words, "stops": True}
    row = {"number": 1, "state": "created", "problems": [problem]}
    row["before"] = {"made": {"people": [], "link": words}}
    batch = add(Import, **ours)
    endpoint = add(Endpoint, **ours, kinds=["client.created"])
    add(Delivery, **ours, endpoint=endpoint, event_id=client.pk)
    add(ImportRow, **ours, **row, batch=batch, client_id=client.pk, wedding_id=wedding.pk)
    add(Link, **ours, kind="client", object_id=client.pk)
    _connected(add, ours, client, wedding, problem)


def _connected(add, ours, client, wedding, problem):
    connection = add(Connection, **ours, connector="vsco", trouble=problem["sentence"])
    theirs = {**ours, "connection": connection}
    events = [["mark", problem["sentence"], "2027-03-01", ""]]
    add(Record, **theirs, state="offered", wedding_id=wedding.pk, events=events)
    sync = add(Sync, **theirs, kind="full", state="finished")
    whom = {"client_id": client.pk, "wedding_id": wedding.pk}
    add(SyncRow, **ours, **whom, sync=sync, state="skipped", problems=[problem])
    add(Call, **theirs, status=422, payload={"name": problem["sentence"]})


def _asked(add, ours, seat):
    words = ours["vendor"].slug
    add(ApiKey, **ours, seat=seat, digest=draw().digest)
    add(StoredAnswer, **ours, digest=b"", status=201, headers={"Location": words})


def said(words):
    """What a page expects of a variant."""
    return {"blocks": [{"type": "text", "text": words}], "compiled": COMPILED}


def judged(words):
    """What a page expects of a stored decision."""
    objection = {"gate": words, "said": "wait", "reason": words, "until": ""}
    facts = {"channel": words, "consent": words, "purpose": "helpful", "life": words}
    return {"objections": [objection], "facts": {**facts, "protected": [], "expires_at": None}}


def filled(model, words):
    """A value for every text a row has, by the kind of its column."""
    return {
        field.name: value
        for field in model._meta.concrete_fields
        if (value := _value(field, words)) is not None
    }


def _value(field, words):
    if field.name in PLAIN:
        return PLAIN[field.name]
    if field.choices or field.primary_key:
        return None
    return next((make(field, words) for kind, make in KINDS if isinstance(field, kind)), None)


TEXTS = (models.CharField, models.TextField)
KINDS = (
    (models.EmailField, lambda _field, words: f"{words}@example.com"),
    (models.URLField, lambda _field, words: f"https://{words}.example/"),
    (models.CharField, lambda field, words: words[: field.max_length]),
    (models.TextField, lambda _field, words: words),
    (models.JSONField, lambda field, words: [words] if field.default is list else {"a": words}),
    (ArrayField, lambda field, words: [words] if isinstance(field.base_field, TEXTS) else []),
)
