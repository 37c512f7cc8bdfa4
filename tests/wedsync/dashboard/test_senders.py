"""A vendor's own sending accounts, page by page."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now

from messaging.models import Message, ProviderAccount
from messaging.trial import carried_by
from tests.factories import AccountFactory, VariantFactory, VendorFactory
from wedsync.vendors.tenancy import operator


def page(client, name, *args, status=200):
    response = client.get(reverse(name, args=args))
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def do(client, name, account, **given):
    return client.post(reverse(name, args=[account.pk]), given)


def fresh(account):
    with operator():
        return ProviderAccount.objects.get(pk=account.pk)


@pytest.fixture
def account(vendor):
    return AccountFactory(vendor=vendor)


def test_without_one_it_says_that_the_house_sends(owner):
    text = page(owner, "senders")

    assert "You send through the house" in text
    assert "A mailbox (SMTP)" in text
    assert "In-app" not in text


@pytest.mark.parametrize("role", ["viewer", "assistant"])
def test_it_is_for_managers_and_owners(as_role, account, role):
    browser = as_role(role)

    page(browser, "senders", status=403)
    page(browser, "sender", account.pk, status=403)
    assert do(browser, "sender-end", account).status_code == 403
    assert fresh(account).enabled


def test_one_is_connected_and_its_credentials_are_never_on_a_page(owner, vendor):
    given = {"api_key": "re_canary_12", "webhook_secret": "whsec_canary"}

    response = owner.post(reverse("senders-new", args=["resend"]), given)

    with operator():
        account = ProviderAccount.objects.get(vendor=vendor)
    assert response.url == reverse("sender", args=[account.pk])
    assert account.unseal() == given
    text = page(owner, "sender", account.pk)
    assert "API key, Webhook secret" in text
    assert f"/hooks/resend/{account.pk}/" in text
    assert "canary" not in text + page(owner, "senders")


def test_a_refused_form_repeats_nothing_that_was_typed(owner):
    given = {"host": "canary.example.com", "password": "canary", "user": "canary"}

    response = owner.post(reverse("senders-new", args=["smtp"]), given)

    assert response.status_code == 422
    text = response.content.decode()
    assert "password is too short to be one." in text
    assert "canary" not in text


def test_the_channel_is_asked_for_where_there_are_several(owner, vendor):
    given = {"channel": "whatsapp", "account_sid": "AC" + "0" * 32, "auth_token": "f" * 32}

    owner.post(reverse("senders-new", args=["twilio"]), given)

    with operator():
        assert ProviderAccount.objects.get(vendor=vendor).channel == "whatsapp"
    assert 'name="channel"' not in page(owner, "senders-new", "resend")


@pytest.mark.parametrize("provider", ["in_app", "pigeon"])
def test_what_is_not_offered_has_no_page(owner, provider):
    page(owner, "senders-new", provider, status=404)


@pytest.mark.parametrize("whose", ["house", "other"])
def test_another_s_account_is_not_there(owner, whose):
    theirs = AccountFactory(vendor=None if whose == "house" else VendorFactory())

    page(owner, "sender", theirs.pk, status=404)
    for name in ("give", "first", "stop", "resume", "wake", "end"):
        assert do(owner, f"sender-{name}", theirs, api_key="re_canary_12").status_code == 404
    assert (fresh(theirs).enabled, fresh(theirs).unseal()["api_key"]) == (True, "re_test")


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ({}, "In use"),
        ({"trouble": "The key is refused."}, "The key is refused."),
        ({"rests_until": dt.timedelta(hours=1), "failures": 3}, "after several failures in a row"),
        ({"rests_until": dt.timedelta(hours=1)}, "what it may send is used up"),
        ({"enabled": False}, "Out of use"),
    ],
)
def test_each_says_how_it_stands(owner, vendor, standing, said):
    until = {k: now() + v for k, v in standing.items() if k == "rests_until"}
    account = AccountFactory(vendor=vendor, **{**standing, **until})

    assert said in page(owner, "senders")
    assert said in page(owner, "sender", account.pk)


def test_the_house_carries_the_rest(owner, account):
    assert "Carries the rest" not in page(owner, "senders")

    house = AccountFactory()

    text = page(owner, "senders")
    assert "Carries the rest" in text
    assert str(house.pk) not in text


def test_one_goes_first_is_stopped_used_again_woken_and_ended(owner, vendor, account):
    second = AccountFactory(vendor=vendor, order=200, failures=3)

    do(owner, "sender-first", second)
    assert fresh(second).order < fresh(account).order
    do(owner, "sender-wake", second)
    assert fresh(second).failures == 0
    do(owner, "sender-stop", second)
    assert not fresh(second).enabled
    do(owner, "sender-resume", second)
    assert fresh(second).enabled
    assert do(owner, "sender-end", second).url == reverse("senders")
    assert "api_key" not in fresh(second).unseal()
    assert "Disconnected" in page(owner, "sender", second.pk)


def test_new_credentials_bring_it_back(owner, account):
    do(owner, "sender-end", account)

    do(owner, "sender-give", account, api_key="re_canary_34")

    assert (fresh(account).enabled, fresh(account).unseal()["api_key"]) == (True, "re_canary_34")
    refused = do(owner, "sender-give", account)
    assert refused.status_code == 422
    assert "Nothing was given." in refused.content.decode()


def test_today_leads_to_the_account_that_has_trouble(owner, vendor):
    account = AccountFactory(vendor=vendor, provider="sendgrid", trouble="The key is refused.")

    text = page(owner, "today")

    assert "SendGrid refuses to send." in text
    assert reverse("sender", args=[account.pk]) in text


def test_integrations_lead_there(owner):
    assert reverse("senders") in page(owner, "integrations")


def test_its_test_goes_through_it_and_says_so(owner, vendor, account):
    variant = VariantFactory(version__template__vendor=vendor)
    text = page(owner, "sender", account.pk)
    address = f"{reverse('test')}?through={account.pk}"
    asked = owner.get(address).content.decode()

    owner.post(address, {"variant": variant.pk})

    assert address in text
    assert "through Resend and nothing else" in " ".join(asked.split())
    with operator():
        assert carried_by(Message.objects.get().dedupe_key) == account.pk


def test_a_sender_of_texts_is_tried_with_a_text(owner, vendor):
    account = AccountFactory(vendor=vendor, provider="twilio", channel="sms")
    variant = VariantFactory(version__template__vendor=vendor, channel="sms")
    address = f"{reverse('test')}?through={account.pk}"

    missing = owner.post(address, {"variant": variant.pk})
    owner.post(address, {"variant": variant.pk, "phone": "+1 415 555 0100"})

    assert missing.status_code == 422
    with operator():
        message = Message.objects.select_related("person").get()
    assert (message.channel, message.person.phone) == ("sms", "+14155550100")


def test_nobody_tries_a_sender_of_others(owner, as_role, account):
    theirs = AccountFactory(vendor=VendorFactory())

    for browser, sender, status in ((owner, theirs.pk, 404), (owner, "x", 404)):
        assert browser.get(reverse("test"), {"through": sender}).status_code == status
    assert as_role("assistant").get(reverse("test"), {"through": account.pk}).status_code != 200
