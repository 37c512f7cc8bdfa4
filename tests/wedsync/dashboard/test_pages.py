"""What holds for every page: a strict policy, nothing inline, nothing of a third party."""

from contextlib import suppress

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from campaigns.models import Emergency, Reflow
from crm_connectors.models import Call, Delivery, Record, Sync, SyncRow
from crm_connectors.outgoing.endpoints import open_endpoint
from messaging.models import Thread
from messaging.states import State
from tests.campaigns.inside import published, step
from tests.crm_connectors.syncs import connected
from tests.factories import AccountFactory, CampaignFactory, SegmentFactory
from tests.wedsync.dashboard.markup import faults, is_strict, policy
from tests.wedsync.dashboard.stage import messages_of, running
from tests.wedsync.dashboard.test_imports import sent
from tests.wedsync.dashboard.test_messages import handed
from wedsync.dashboard.urls import urlpatterns
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator, tenant

FRAMES = {"campaign-preview", "message-preview", "template-letter", "variant-letter"}
ACTIONS = {
    "campaign-launch",
    "campaign-pause",
    "campaign-resume",
    "campaign-cancel",
    "segment-conditions",
    "segment-save",
    "segment-delete",
    "campaign-review",
    "campaign-approve",
    "campaign-return",
    "campaign-unplan",
    "campaign-copy",
    "campaign-budget",
    "import-upload",
    "integration-sync",
    "integration-stop",
    "integration-pause",
    "integration-resume",
    "integration-key",
    "integration-address",
    "integration-end",
    "integration-telling",
    "integration-offer",
    "sender-give",
    "sender-first",
    "sender-stop",
    "sender-resume",
    "sender-wake",
    "sender-end",
    "import-start",
    "import-undo",
    "import-ask",
    "wedding-ask",
    "template-restore",
    "template-ask",
    "template-approve",
    "template-return",
    "template-demand",
    "wording-rule",
    "copies-key",
    "copies-forget",
    "copies-budget",
    "copy-policy",
    "copy-want",
    "copy-approve",
    "copy-reject",
    "copy-suggestion",
    "template-copy",
    "template-publish",
    "template-discard",
    "template-add",
    "template-sight",
    "variant-test",
    "template-drop",
    "step-send",
    "step-skip",
    "step-set",
    "step-free",
    "reflow-accept",
    "reflow-refuse",
    "reflow-undo",
    "reflow-correct",
    "emergency-confirm",
    "emergency-end",
    "caps-add",
    "caps-replies",
    "cap-remove",
    "webhooks-add",
    "webhook-again",
    "webhook-change",
    "webhook-rotate",
    "webhook-pause",
    "webhook-resume",
    "webhook-test",
    "webhook-replay",
    "webhook-remove",
    "timelines-new",
    "timelines-library",
    "timeline-pause",
    "timeline-entry",
    "wedding-enter",
    "timeline-resume",
    "timeline-remove",
    "timeline-fork-remove",
    "timeline-goal",
    "key-rotate",
    "key-revoke",
    "thread-reply",
    "thread-template",
    "thread-read",
    "thread-assign",
    "thread-snooze",
    "thread-unsend",
    "saved-add",
    "saved-remove",
    "first-steps-dismiss",
    "first-steps-again",
    "todo-done",
    "todo-undo",
    "seat-sit",
    "seat-role",
    "seat-remove",
    "support-stop",
    "invitation-withdraw",
    "settings-pause",
    "settings-resume",
    "settings-unlimited",
    "settings-inquiries-address",
    "view-keep",
    "session-end",
    "session-end-others",
    "view-forget",
    "campaign-remove",
    "reflows-decide",
    "integration-doubles",
    "client-archive",
    "client-back",
    "enrollment-leave",
    "person-remove",
    "template-back",
    "template-retire",
    "timeline-discard",
    "wedding-remove",
}
NOT_PAGES = FRAMES | ACTIONS | {"brand", "invitation", "insights-export"}
PAGES = sorted({pattern.name for pattern in urlpatterns} - NOT_PAGES)
SIGNED_IN = [
    "account_email", "account_change_password", "account_logout", "account_reauthenticate",
    "mfa_index",
    "usersessions_list",
]  # fmt: skip
SIGNED_OUT = ["account_login", "account_signup", "account_reset_password"]


@pytest.fixture
def rows(owner, vendor):
    return one_of_each(owner, vendor)


def one_of_each(owner, vendor):
    """The id that each kind of page is about."""
    campaign = running(vendor, State.DELIVERED, State.HELD, reason="their wedding day", planned=1)
    message = messages_of(campaign)[0]
    handed(message, vendor)
    sent(owner)
    with operator():
        found = {"campaign": campaign.pk, "message": message.pk, "wedding": message.wedding_id}
        found |= {"variant": message.variant_id, "template": message.variant.version.template_id}
        emergency = Emergency.objects.create(
            vendor=vendor, wedding_id=message.wedding_id, reason="late", channels=["email"]
        )
        batch = owner.get(reverse("imports")).context["page"].rows[0]
        change = {"before": {"life": "booked"}, "after": {"life": "postponed"}}
        talk = Thread.objects.create(
            vendor=vendor, person_id=message.person_id, wedding_id=message.wedding_id
        )
        moved = Reflow.objects.create(vendor=vendor, wedding_id=message.wedding_id, **change)
    found |= {"import": batch.pk, "copy": campaign.version.template_id}
    found |= {"person": message.person_id, "client": message.person.client_id}
    found |= {"thread": talk.pk}
    found["segment"] = SegmentFactory(vendor=vendor).pk
    found["webhook"] = told(vendor).endpoint_id
    found["timeline"] = timeline(vendor).pk
    found |= {"integrations": "dubsado", **connected_for(vendor)}
    own = AccountFactory(vendor=vendor, provider="mailgun", order=200)
    found |= {"senders": "twilio", "sender": own.pk}
    return found | {"reflow": moved.pk, "emergency": emergency.pk}


def connected_for(vendor):
    connection = connected(vendor, "custom", mapping={"their_day": "wedding.date"})
    with operator():
        theirs = {"vendor": vendor, "connection": connection}
        run = Sync.objects.create(**theirs, kind="full", state="finished", actor="user:1")
        problem = {"column": "date", "sentence": "“soon” is not yet a date", "stops": True}
        SyncRow.objects.create(
            vendor=vendor, sync=run, external_id="J-1", state="skipped", problems=[problem]
        )
        Record.objects.create(**theirs, external_id="J-2", state="offered")
        Call.objects.create(**theirs, key="e-1", status=200, payload={"their_day": "2027-06-12"})
    return {"integration": connection.pk, "run": run.pk}


def told(vendor):
    """A delivery that was given up, of an endpoint."""
    with tenant(vendor.pk):
        url, kinds = "https://hooks.example.com/in", ["client.created"]
        endpoint, _ = open_endpoint(vendor, url, kinds, actor="user:1")
        log = [{"at": "", "status": 500, "trouble": "", "milliseconds": 3, "body": "no"}]
        return Delivery.objects.create(
            vendor=vendor, endpoint=endpoint, event_id=uuid7(), kind=kinds[0], body="{}", log=log
        )


def timeline(vendor):
    """One message and one fork, published."""
    fork = {"key": "1", "kind": "branch", "when": {"anchor": "booked"}, "condition": {}}
    made = published(vendor, step("1"), forks=[fork])
    with operator():
        made.draft = made.versions.get().definition
        made.save(update_fields=["draft"])
    return made


def address(name, rows):
    row = rows.get(name.partition("-")[0])
    for given in ([], [row], [row, 1]):
        with suppress(NoReverseMatch):
            return reverse(name, args=given)
    raise NoReverseMatch(name)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_strict(owner, rows, name):
    response = owner.get(address(name, rows), {"role": "primary"})

    assert response.status_code == 200
    assert is_strict(response)
    assert not faults(response.content.decode())


@pytest.mark.parametrize("name", SIGNED_IN)
def test_every_page_of_an_account_is_strict(owner, name):
    response = owner.get(reverse(name))

    assert response.status_code == 200
    assert is_strict(response)
    assert not faults(response.content.decode())


@pytest.mark.parametrize("name", SIGNED_OUT)
def test_every_page_at_the_entrance_is_strict(db, name):
    response = Client().get(reverse(name))

    assert response.status_code == 200
    assert is_strict(response)
    assert not faults(response.content.decode())


def test_a_draft_is_strict(owner, vendor):
    response = owner.get(reverse("campaign", args=[CampaignFactory(vendor=vendor).pk]))

    assert is_strict(response)
    assert not faults(response.content.decode())


@pytest.mark.parametrize("name", sorted(FRAMES))
def test_a_letter_may_carry_its_styles_and_run_nothing(owner, rows, name):
    rules = policy(owner.get(address(name, rows)))

    assert rules == {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["data:", "https:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'self'"],
        "sandbox": [],
    }


def test_every_name_in_the_markup_is_escaped(owner, vendor):
    campaign = running(vendor, State.DELIVERED)
    message = messages_of(campaign)[0]
    with operator():
        message.person.given_name = "<img src=x onerror=alert(1)>"
        message.person.save(update_fields=["given_name"])

    for url in (reverse("campaign", args=[campaign.pk]), reverse("message", args=[message.pk])):
        assert not faults(owner.get(url).content.decode())
