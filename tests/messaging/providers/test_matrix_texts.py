"""Every fault of SMS and WhatsApp: its answer, how it ends, and what Twilio accepted."""

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.models import Handover, Message
from messaging.providers.protocol import Accepted, Deferred, Refused, Unknown
from messaging.providers.twilio import Provider
from messaging.resolve import resolve
from tests.factories import MessageFactory, PersonFactory, VendorFactory
from tests.messaging.providers.texts import ACCOUNT, GUEST, MESSAGES, batch
from tests.messaging.texts import awake, say, twilio
from wedsync.vendors.tenancy import operator

pytestmark = pytest.mark.django_db
DEAR, CHEAP = "contractual", "helpful"
CALIFORNIA = ZoneInfo("America/Los_Angeles")  # where the guest's number is from


@dataclass(frozen=True)
class Case:
    """A fault; what the answer is; how a message ends that must not be lost, and one that may be;
    and how many of each Twilio accepted in the end."""

    fault: dict = field(default_factory=dict)
    answer: type = Unknown
    dear: tuple = ("accepted", 1)
    cheap: tuple = ("accepted", 1)
    flagged: bool = False  # the dear one may be there twice, and says so


NEVER = {"answer": Refused, "dear": ("failed", 0), "cheap": ("failed", 0)}
# Nothing arrived, and nobody could know: what must not be lost is said once more, and flagged.
GONE = {"dear": ("accepted", 1), "cheap": ("dead", 0), "flagged": True}
CASES = {
    "nothing wrong": Case({}, Accepted),
    "refused": Case({"status": 400, "body": {"code": 21614, "message": "?"}}, **NEVER),
    "429": Case({"status": 429}, Deferred),
    "429 with Retry-After": Case({"status": 429, "headers": {"retry-after": "7"}}, Deferred),
    "500 before": Case({"status": 500}, **GONE),
    "500 after": Case({"status": 500, "when": "after"}),
    "drop before": Case({"drop": "before"}, **GONE),
    "drop after": Case({"drop": "after"}),
    "hang": Case({"hang": 0.6}),
    "bad JSON": Case({"bad_json": True}),
    "empty 2xx before": Case({"status": 201}, **GONE),
    "empty 2xx after": Case({"status": 201, "when": "after"}),
}


@pytest.fixture(autouse=True)
def quick(settings):
    settings.ABSENCE_SECONDS = 0
    settings.READ_SECONDS = 0.5


@pytest.fixture
def vendor(db):
    """Whose quiet minute is half a day away: these tests run at any hour."""
    far = now().astimezone(CALIFORNIA) + dt.timedelta(hours=12)
    return VendorFactory(quiet_from=far.time(), quiet_until=(far + dt.timedelta(minutes=1)).time())


@pytest.fixture(params=["sms", "whatsapp"])
def channel(request):
    return request.param


@pytest.fixture
def account(vendor, channel):
    return twilio(channel, vendor=vendor)


@pytest.fixture
def write(vendor, account, channel, sandbox):
    """A message to somebody whose WhatsApp window is open."""
    person = PersonFactory(client__vendor=vendor, phone=GUEST, timezone=awake())
    say(account, "Hello")

    def written():
        return MessageFactory(person=person, channel=channel, purpose=DEAR)

    return written


def go(message, account):
    deliver(claim(message.vendor_id, message.channel, message.priority, 10), account)


def time_goes_by(message, account, purpose=DEAR):
    """Until every silence was looked into, and what waits is due again.

    The purpose counts only in between: it may not leave at night, and these tests may run then.
    """
    is_of(purpose)
    for _ in range(3):
        with operator():
            past = now() - dt.timedelta(seconds=1)
            Handover.objects.filter(outcome="unknown").update(check_at=past)
        resolve()
    is_of(DEAR)
    with operator():
        Message.objects.filter(state="queued").update(not_before=now())
    go(message, account)


def is_of(purpose):
    with operator():
        Message.objects.update(purpose=purpose)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_the_call_comes_to(sandbox, channel, case):
    if case.fault:
        sandbox.fault(MESSAGES, **case.fault)

    assert type(Provider().hand_over(ACCOUNT, batch(channel))) is case.answer


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
@pytest.mark.parametrize("purpose", [DEAR, CHEAP])
def test_how_it_ends(account, sandbox, write, now_of, purpose, case):
    message, dear = write(), purpose == DEAR
    if case.fault:
        sandbox.fault(MESSAGES, method="POST", **case.fault)

    go(message, account)
    time_goes_by(message, account, purpose)

    ended = now_of(message)
    assert (ended.state, len(sandbox.accepted())) == (case.dear if dear else case.cheap)
    assert ended.maybe_duplicate == (dear and case.flagged)


@pytest.mark.parametrize(("purpose", "end"), [(DEAR, 2), (CHEAP, 1)])
def test_a_list_that_lags_too_far_makes_a_flagged_double_at_most(
    account, sandbox, write, now_of, purpose, end
):
    message = write()
    sandbox.listing_lag(3600)
    sandbox.fault(MESSAGES, method="POST", drop="after")

    go(message, account)
    time_goes_by(message, account, purpose)

    assert len(sandbox.accepted()) == end
    assert now_of(message).maybe_duplicate == (end > 1)


def test_a_list_that_lags_a_little_makes_none(account, sandbox, write, now_of, settings):
    settings.ABSENCE_SECONDS = 60
    message = write()
    sandbox.listing_lag(30)
    sandbox.fault(MESSAGES, method="POST", drop="after")
    go(message, account)

    with operator():
        Handover.objects.update(check_at=now() - dt.timedelta(seconds=1))
    resolve()  # it isn't listed yet, and it isn't asked again before the list had its time
    assert (resolve(), now_of(message).state) == (0, "unknown")
    sandbox.listing_lag(0)
    time_goes_by(message, account)

    assert (now_of(message).state, len(sandbox.accepted())) == ("accepted", 1)


def test_no_connection_is_no_silence(account, write, now_of, settings):
    message = write()
    settings.SANDBOX_URL = "http://127.0.0.1:9"

    go(message, account)

    assert now_of(message).state == "queued"
