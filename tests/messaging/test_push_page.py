"""A couple's page lets a browser be notified, and takes it back: by the page's own token."""

import json

import pytest
from django.urls import reverse

from messaging.models import Consent, Device
from messaging.providers.webpush_keys import public_key
from tests.factories import AccountFactory, PersonFactory, VendorFactory
from tests.messaging.browsers import subscription_of, web_push
from tests.messaging.test_person_page import address, part, token_of
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loopback(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.1/32"]


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def key():
    return public_key(web_push().unseal())


@pytest.fixture
def given(sandbox, key):
    return {**subscription_of(sandbox, "ada-phone").kept, "key": key}


def live():
    with operator():
        return list(Device.objects.filter(gone_at=None))


def words():
    with operator():
        return list(Consent.objects.order_by("id").values_list("purpose", "granted", "basis"))


def test_the_page_offers_it_with_the_accounts_key(client, person, key):
    page = client.get(address(person)).content.decode()

    assert f'data-notify="{key}"' in page
    assert "Notify me on this device" in page
    assert "No news or offers" in page


def test_a_vendors_own_account_goes_before_the_platforms(client, person, key):
    own = public_key(web_push(vendor=person.vendor).unseal())

    page = client.get(address(person)).content.decode()

    assert own in page
    assert key not in page


def test_without_an_account_nothing_is_offered(client, person):
    AccountFactory(provider="fcm", channel="push")

    assert "data-notify" not in client.get(address(person)).content.decode()


def test_an_account_whose_key_is_lost_offers_nothing(client, person):
    account = web_push()
    with operator():
        account.seal({"private_key": "gone"})
        account.save()

    assert "data-notify" not in client.get(address(person)).content.decode()


def test_what_a_browser_gives_out_is_kept_sealed(client, person, given):
    answer = client.post(part(person, "push"), given)

    [device] = live()
    assert answer.status_code == 204
    assert (device.person_id, device.platform) == (person.pk, "webpush")
    assert given["endpoint"].encode() not in bytes(device.sealed)
    assert device.unseal() == given


def test_the_page_then_knows_the_browser_by_its_name_alone(client, person, given):
    client.post(part(person, "push"), given)

    page = client.get(address(person)).content.decode()

    assert f'data-names="{live()[0].registration}"' in page
    assert given["endpoint"] not in page
    assert "Stop on all my devices" in page


def test_registering_twice_is_one_device_and_one_word(client, person, given):
    for _ in range(2):
        client.post(part(person, "push"), given)

    assert len(live()) == 1
    assert words() == [("contractual", True, "device")]


def test_it_is_a_yes_to_what_the_contract_needs_with_the_words_that_were_read(
    client, person, given
):
    client.post(part(person, "push"), given, headers={"User-Agent": "Phone/1"})

    with operator():
        said = Consent.objects.get()
    assert (said.channel, said.address) == ("push", live()[0].registration)
    assert "No news or offers" in said.evidence["text"]
    assert said.evidence["agent"] == "Phone/1"


def test_it_lifts_an_earlier_no_to_the_same(client, person, given):
    client.post(part(person, "push"), given)
    with tenant(person.vendor_id):
        no = Consent.objects.get()
        Consent.objects.create(
            vendor_id=no.vendor_id,
            person=person,
            address=no.address,
            channel="push",
            purpose="contractual",
            granted=False,
            basis="api",
        )

    client.post(part(person, "push"), given)

    assert [granted for _, granted, _ in words()] == [True, False, True]


def test_a_browser_belongs_to_who_used_it_last(client, person, given):
    other = PersonFactory(client__vendor=person.vendor)

    for one in (person, other):
        client.post(part(one, "push"), given)

    assert [device.person_id for device in live()] == [other.pk]


def test_whoever_registers_without_end_is_kept_to_the_last_few(client, person, sandbox, key):
    for number in range(7):
        given = subscription_of(sandbox, f"flood-{number}").kept
        client.post(part(person, "push"), {**given, "key": key})

    with operator():
        assert Device.objects.filter(person=person).count() == 5


def test_a_browser_is_taken_back_with_its_secrets(client, person, given):
    client.post(part(person, "push"), given)

    answer = client.post(part(person, "push-stop"), {"endpoint": given["endpoint"]})

    assert (answer.status_code, live()) == (204, [])
    with operator():
        assert bytes(Device.objects.get().sealed) == b""


def test_all_of_them_are_taken_back_without_a_script(client, person, sandbox, key):
    for name in ("ada-phone", "ada-tablet"):
        client.post(part(person, "push"), {**subscription_of(sandbox, name).kept, "key": key})

    answer = client.post(part(person, "push-stop"))

    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("person-page", args=[token_of(person)])
    assert live() == []


def test_nobody_takes_back_somebody_elses(client, person, given):
    client.post(part(person, "push"), given)

    client.post(part(PersonFactory(), "push-stop"), {"endpoint": given["endpoint"]})
    client.post(part(PersonFactory(client__vendor=person.vendor), "push-stop"))

    assert len(live()) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"endpoint": "https://push.example/a b"},
        {"endpoint": "https://push.example/" + "x" * 1024},
        {"p256dh": "no key"},
        {"auth": ""},
        {"key": "another"},
        {"key": ""},
    ],
    ids=str,
)
def test_what_nothing_could_be_sent_to_is_refused(client, person, given, changed):
    answer = client.post(part(person, "push"), given | changed)

    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert (live(), words()) == ([], [])


def test_only_https_is_taken_where_no_sandbox_is(client, person, given, settings):
    settings.WEBHOOK_NETWORKS = []

    assert client.post(part(person, "push"), given).status_code == 400


def test_a_name_of_ours_is_no_registration_of_firebase(client, person):
    given = {"registration": "webpush:AAAAAAAAAAAAAAAAAAAAAA"}

    assert client.post(part(person, "device"), given).status_code == 400


def test_each_page_has_a_worker_of_its_own(client, person):
    url = part(person, "worker")

    answer = client.get(url)

    assert url.startswith(reverse("person-page", args=[token_of(person)]))
    assert answer.headers["Content-Type"] == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    assert "showNotification" in answer.content.decode()


def test_the_policy_lets_only_our_own_workers_run(client, person):
    policy = client.get(address(person)).headers["Content-Security-Policy"]

    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy


def test_a_page_can_be_put_on_a_home_screen(client, person):
    told = json.loads(client.get(part(person, "manifest")).content)

    here = reverse("person-page", args=[token_of(person)])
    assert (told["start_url"], told["scope"], told["display"]) == (here, here, "standalone")
    assert told["name"] == person.vendor.name


@pytest.mark.parametrize("name", ["push", "push-stop", "worker", "manifest"])
def test_a_broken_link_is_not_found(client, name):
    method = client.get if name in {"worker", "manifest"} else client.post

    assert method(reverse(f"person-page-{name}", args=["x"])).status_code == 404


def test_the_words_are_in_the_language_of_the_page(client, key):
    person = PersonFactory(client__vendor=VendorFactory(name="Helecho"), language="es")

    page = client.get(address(person), headers={"Accept-Language": "es"}).content.decode()

    assert "Avísame en este dispositivo" in page
