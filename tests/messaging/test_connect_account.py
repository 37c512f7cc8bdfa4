"""A vendor connects accounts of its own, and nobody else's."""

import json

import pytest
from django.utils.timezone import now

from messaging.claim import claim
from messaging.connect_account import MOST, connect, give, prefer, sends, use
from messaging.deliver import deliver
from messaging.disconnect import disconnect
from messaging.models import ProviderAccount
from messaging.providers import smtp
from messaging.route import accounts_for
from tests.factories import AccountFactory, MessageFactory, VendorFactory
from tests.messaging.providers.test_fcm import private_key
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
KEY = {"api_key": "re_canary_12"}
MAILBOX = {"host": "mail.example.com", "user": "vera", "password": "correct horse"}


@pytest.fixture
def vendor(db):
    return VendorFactory()


@pytest.fixture(autouse=True)
def ours(vendor):
    with tenant(vendor.pk):
        yield


def made(vendor, credentials=KEY, provider="resend", channel="email"):
    return connect(vendor, provider, channel, credentials, actor="user:1")


def fresh(account):
    return ProviderAccount.objects.get(pk=account.pk)


def code_of(verb, *args, **more):
    with pytest.raises(Refusal) as refused:
        verb(*args, **more)
    return refused.value.code


def verbs(vendor):
    return list(
        Event.objects.filter(vendor=vendor).order_by("number").values_list("verb", flat=True)
    )


def test_a_message_leaves_through_the_account_that_was_connected(vendor, sandbox, now_of):
    AccountFactory()
    message = MessageFactory(person__client__vendor=vendor)
    own = made(vendor)

    assert accounts_for("email")[0].pk == own.pk
    deliver(claim(vendor.pk, "email", message.priority, 10), accounts_for("email")[0])

    assert now_of(message).state == "accepted"
    assert list(sandbox.recipients()) == [message.person.email]


def test_another_comes_last_and_can_be_made_the_first(vendor):
    one, two, three = (made(vendor) for _ in range(3))

    prefer(three, actor="user:1")

    assert [a.pk for a in accounts_for("email")] == [three.pk, one.pk, two.pk]
    assert verbs(vendor)[-2:] == ["account.connected", "account.preferred"]


@pytest.mark.parametrize(
    ("provider", "channel", "credentials", "code"),
    [
        ("pigeon", "email", KEY, "no_such_provider"),
        ("in_app", "in_app", {}, "no_such_provider"),
        ("resend", "sms", KEY, "not_carried"),
        ("resend", "nowhere", KEY, "not_carried"),
        ("resend", "email", {"api_key": "  ", "colour": "red"}, "nothing_given"),
        ("resend", "email", {"api_key": "re_1"}, "too_short"),
        ("smtp", "email", {**MAILBOX, "port": "6379"}, "mail_port"),
        ("smtp", "email", {**MAILBOX, "tls": "none"}, "mail_tls"),
        ("fcm", "push", {"service_account": "[]"}, "no_key"),
        ("fcm", "push", {"service_account": "not JSON"}, "no_key"),
    ],
)
def test_what_can_not_be_connected_is_refused(vendor, provider, channel, credentials, code):
    assert code_of(made, vendor, credentials, provider, channel) == code
    assert not ProviderAccount.objects.filter(vendor=vendor).exists()


def test_only_so_many_are_in_use_at_once(vendor):
    accounts = [made(vendor) for _ in range(MOST)]
    assert code_of(made, vendor) == "too_many"

    use(accounts[0], on=False, actor="user:1")
    made(vendor)

    assert code_of(use, accounts[0], on=True, actor="user:1") == "too_many"
    assert code_of(give, accounts[0], KEY, actor="user:1") == "too_many"


def test_what_is_named_replaces_and_what_is_empty_stays(vendor):
    account = made(vendor, {**KEY, "webhook_secret": "whsec_canary"})
    ProviderAccount.objects.filter(pk=account.pk).update(trouble="refused", rests_until=now())

    given = {"api_key": "", "webhook_secret": "whsec_another"}
    give(account, given, actor="user:1")

    mended = fresh(account)
    assert mended.unseal() == {**KEY, "webhook_secret": "whsec_another"}
    assert (mended.trouble, mended.rests_until, mended.enabled) == ("", None, True)


def test_history_names_what_was_given_and_never_what_it_is(vendor):
    give(made(vendor), {"api_key": "re_canary_34"}, actor="user:1")

    told = json.dumps(list(Event.objects.filter(vendor=vendor).values_list("data", flat=True)))
    assert "api_key" in told
    assert "canary" not in told


def test_one_is_stopped_and_used_again(vendor):
    account = made(vendor)

    use(account, on=False, actor="user:1")
    assert accounts_for("email") == []
    use(account, on=True, actor="user:1")
    use(account, on=True, actor="user:1")

    assert accounts_for("email") == [account]
    assert verbs(vendor)[-2:] == ["account.stopped", "account.resumed"]


def test_a_disconnected_one_needs_new_credentials(vendor):
    account = made(vendor, {**KEY, "webhook_secret": "whsec_canary"})
    disconnect(account, actor="user:1")

    assert not sends(fresh(account))
    assert code_of(use, account, on=True, actor="user:1") == "no_credentials"
    give(account, KEY, actor="user:1")

    assert accounts_for("email") == [account]


def test_web_push_makes_its_key_by_itself_and_again_once_it_is_forgotten(vendor):
    contact = {"subject": "mailto:vera@example.com"}
    account = made(vendor, {**contact, "private_key": "of-somebody-else"}, "webpush", "push")
    first = account.unseal()["private_key"]
    assert first != "of-somebody-else"

    give(account, contact, actor="user:1")
    assert fresh(account).unseal()["private_key"] == first
    disconnect(account, actor="user:1")
    give(account, contact, actor="user:1")

    assert fresh(account).unseal()["private_key"] not in {"", first}


def test_the_house_s_is_left_alone(vendor):
    house = AccountFactory()

    for verb in (prefer, lambda one, actor: use(one, on=False, actor=actor)):
        assert code_of(verb, house, actor="user:1") == "not_yours"
    assert code_of(give, house, KEY, actor="user:1") == "not_yours"
    with operator():
        assert fresh(house).unseal()["api_key"] == "re_test"


def test_a_mailbox_never_leads_into_our_own_network(vendor, settings):
    settings.SANDBOX_SMTP, settings.WEBHOOK_NETWORKS = "", []
    account = made(vendor, {**MAILBOX, "host": "127.0.0.1"}, "smtp")

    door = smtp.door_of(account.unseal())
    mailbox = smtp._open(door)

    with pytest.raises(smtp.NoTarget, match="not on the public internet"):
        mailbox.post("vera@example.com", "lena@example.com", b"")


def test_a_mailbox_in_our_own_network_is_told_as_trouble(vendor, settings):
    settings.SANDBOX_SMTP, settings.WEBHOOK_NETWORKS = "", []
    own = made(vendor, {**MAILBOX, "host": "localhost"}, "smtp")
    message = MessageFactory(person__client__vendor=vendor)

    deliver(claim(vendor.pk, "email", message.priority, 10), own)

    assert "not on the public internet" in fresh(own).trouble


def test_a_key_of_firebase_is_shown_to_google_alone(vendor, settings):
    settings.SANDBOX_URL = ""
    key = {
        "type": "service_account",
        "project_id": "p",
        "private_key_id": "k",
        "private_key": private_key(),
        "client_email": "push@p.example",
        "token_uri": "http://169.254.169.254/token",
    }

    account = made(vendor, {"service_account": json.dumps(key)}, "fcm", "push")

    kept = json.loads(account.unseal()["service_account"])
    assert kept == {**key, "token_uri": "https://oauth2.googleapis.com/token"}
