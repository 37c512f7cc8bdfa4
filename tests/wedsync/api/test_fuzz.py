"""0 server errors, 0 undocumented answers, 0 answers of another shape; see `make fuzz`."""

import os
import random

import pytest

from campaigns.models import (
    Campaign,
    Emergency,
    Enrollment,
    Experiment,
    PlannedStep,
    Reflow,
    Segment,
    Timeline,
)
from crm_connectors.models import Delivery, Endpoint, Record
from messaging.models import Consent, Message, ProviderAccount, Suppression
from personalization.models import Template
from tests.factories import MembershipFactory
from tests.wedsync.api.conftest import program_of
from tests.wedsync.api.fuzz import Fuzz
from tests.wedsync.season import season
from wedsync.billing.models import BudgetTotal
from wedsync.vendors.membership import within
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Person, Wedding

CASES = int(os.environ.get("FUZZ", "400"))  # all callers together
SEED = int(os.environ.get("SEED", "7"))
CALLERS = ["owner", "assistant", "foreign", "anonymous"]
NOUNS = {
    "accounts": ProviderAccount,
    "campaigns": Campaign,
    "clients": Client,
    "consents": Consent,
    "deliveries": Delivery,
    "emergencies": Emergency,
    "enrollments": Enrollment,
    "experiments": Experiment,
    "hooks": Endpoint,
    "messages": Message,
    "offers": Record,
    "people": Person,
    "reflows": Reflow,
    "segments": Segment,
    "steps": PlannedStep,
    "suppressions": Suppression,
    "templates": Template,
    "timelines": Timeline,
    "usage": BudgetTotal,
    "webhooks": Endpoint,
    "weddings": Wedding,
}


def headers_of(caller, vendor):
    if caller == "anonymous":
        return {}
    role = "assistant" if caller == "assistant" else "owner"
    owns = {} if caller == "foreign" else {"vendor": vendor}
    seat = MembershipFactory(role=role, **owns)
    program = program_of(seat, *within(seat))
    return {"Authorization": f"Bearer {program.secret}"}


def staged():
    """One vendor's season; what holds words of a closed list gets some of those."""
    rows = season("fuzz", several=2)
    with operator():
        Template.objects.update(kinds=["venue"])
    return rows


@pytest.mark.parametrize("caller", CALLERS)
def test_the_api_keeps_what_its_document_promises(db, settings, caller):
    settings.API_PER_MINUTE = 10**9
    rows = staged()
    ids = {noun: [str(row.pk) for row in rows[model]] for noun, model in NOUNS.items()}
    ids[""] = [one for found in ids.values() for one in found]
    chance = random.Random(f"{SEED} {caller}")
    fuzz = Fuzz(headers_of(caller, rows[Vendor][0]), ids, chance)

    fuzz.run(CASES // len(CALLERS))

    told = dict(sorted(fuzz.answers.items()))
    print(f"{caller}: {fuzz.answers.total()} cases, {told}")  # noqa: T201 -- what make fuzz shows
    assert fuzz.broken == {}, "\n\n".join(fuzz.broken.values())


def test_who_may_call_is_answered_and_who_may_not_is_not(db, settings):
    """The harness throws what arrives: otherwise it would hold of anything."""
    settings.API_PER_MINUTE = 10**9
    rows = staged()
    ids = {noun: [str(row.pk) for row in rows[model]] for noun, model in NOUNS.items()}
    ids[""] = [one for found in ids.values() for one in found]
    runs = {}
    for caller in ("owner", "anonymous"):
        chance = random.Random(SEED)
        runs[caller] = Fuzz(headers_of(caller, rows[Vendor][0]), ids, chance)
        runs[caller].run(150)

    assert runs["owner"].answers[200] > 20
    assert set(runs["anonymous"].answers) <= {400, 401, 404, 405, 406, 415}
