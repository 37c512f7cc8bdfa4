"""A list asks the database as often for fifty rows as for one, and so does one of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from campaigns.models import Emergency, Experiment, Reflow
from crm_connectors.models import Connection, Delivery, Endpoint, Record
from messaging.models import Consent, Decision, Suppression
from messaging.states import State
from tests.campaigns.inside import entered, published, step
from tests.factories import (
    AccountFactory,
    CampaignFactory,
    PersonFactory,
    SegmentFactory,
    VersionFactory,
    WeddingDayFactory,
    WeddingFactory,
)
from tests.wedsync.dashboard.stage import messages_of, running
from tests.wedsync.season import judged
from wedsync.api.urls import router
from wedsync.billing.models import BudgetTotal
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator


def weddings(vendor, number):
    wedding = WeddingFactory(client__vendor=vendor)
    WeddingDayFactory(wedding=wedding)


def people(vendor, number):
    PersonFactory(client__vendor=vendor)


def templates(vendor, number):
    VersionFactory(template__vendor=vendor, number=1)


def messages(vendor, number):
    message = messages_of(running(vendor, State.DELIVERED))[0]
    with operator():
        Decision.objects.create(vendor=vendor, message=message, verdict="wait", **judged("x"))


def plans(vendor, number):
    entered(published(vendor, step("1")), WeddingFactory(client__vendor=vendor))


def by(model, **given):
    """Rows without anything beneath them."""

    def make(vendor, number):
        wedding = WeddingFactory(client__vendor=vendor)
        person = PersonFactory(client=wedding.client)
        known = {"wedding": wedding, "person": person, "number": number}
        said = {name: one(known) if callable(one) else one for name, one in given.items()}
        with operator():
            model.objects.create(vendor=vendor, **said)

    return make


def wedding(known):
    return known["wedding"]


def word(known):
    return f"w{known['number']}"


URL = "https://hooks.example.com/in"


def endpoint(vendor, **said):
    return Endpoint.objects.create(vendor=vendor, url=URL, kinds=["client.created"], **said)


def deliveries(vendor, number):
    with operator():
        Delivery.objects.create(
            vendor=vendor,
            endpoint=endpoint(vendor),
            event_id=uuid7(),
            kind="webhook.test",
            body="{}",
        )


def offers(vendor, number):
    with operator():
        connection = Connection.objects.filter(vendor=vendor).first() or Connection.objects.create(
            vendor=vendor, connector="custom"
        )
        Record.objects.create(
            vendor=vendor, connection=connection, external_id=f"J-{number}", state="offered"
        )


MAKERS = {
    "accounts": lambda vendor, number: AccountFactory(vendor=vendor),
    "campaigns": lambda vendor, number: CampaignFactory(vendor=vendor),
    "clients": people,
    "consents": by(
        Consent, person=lambda known: known["person"], channel="email", purpose="helpful",
        granted=True, basis="api", address="x@example.com",
    ),
    "deliveries": deliveries,
    "emergencies": by(
        Emergency, wedding=wedding, reason="late", channels=["email"], key=word, started_at=now()
    ),
    "enrollments": plans,
    "experiments": by(Experiment, subject=word, purpose="helpful", window_days=7, horizon_days=9),
    "hooks": by(Endpoint, url=URL, kinds=["client.created"], hook=True),
    "messages": messages,
    "offers": offers,
    "people": people,
    "reflows": by(Reflow, wedding=wedding, before={}, after={}),
    "segments": lambda vendor, number: SegmentFactory(vendor=vendor, name=f"Segment {number}"),
    "steps": plans,
    "suppressions": by(Suppression, channel="email", address=word, reason="manual"),
    "templates": templates,
    "timelines": plans,
    "usage": by(
        BudgetTotal, month="2027-01-01", currency="EUR", channel=lambda known: word(known)[:10]
    ),
    "webhooks": by(Endpoint, url=URL, kinds=["client.created"]),
    "weddings": weddings,
}  # fmt: skip


def asked(program, path):
    with CaptureQueriesContext(connection) as captured:
        response = program.get(path, {"limit": 200} if path.endswith("s/") else None)
    assert response.status_code == 200, response.content
    return len(captured), response.json()


@pytest.mark.parametrize("noun", sorted(MAKERS))
def test_fifty_cost_no_more_than_one(program, vendor, noun):
    program.get("clients/")  # notes when the key was used
    counts, number = [], 0
    for more in (1, 2, 47):
        for _ in range(more):
            number += 1
            MAKERS[noun](vendor, number)
        listed, page = asked(program, f"{noun}/")
        alone, _one = asked(program, f"{noun}/{page['results'][0]['id']}/")
        counts.append((listed, alone))
        assert len(page["results"]) >= number

    assert len(set(counts)) == 1, counts
    assert max(counts[0]) <= 16


def test_every_noun_is_counted():
    assert {prefix for prefix, _noun, _name in router.registry} - {"bulk"} == set(MAKERS)
