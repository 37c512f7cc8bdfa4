"""People are asked for a yes once a month, in their language, and never over a no."""

import datetime as dt

import pytest

from messaging.ask_consent import KEY, ask
from messaging.consent import Claim, add
from messaging.models import Consent, Message
from personalization.adopt import adopt
from personalization.install_library import FOLDER, install_library
from personalization.models import Template, WordingRule
from tests.factories import PersonFactory, VendorFactory, WeddingFactory
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant
from wedsync.weddings.models import Person

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2027, 3, 9, 9, tzinfo=dt.UTC)


@pytest.fixture
def library(tmp_path):
    (tmp_path / f"{KEY}.toml").write_bytes((FOLDER / "shared" / f"{KEY}.toml").read_bytes())
    install_library(tmp_path)


@pytest.fixture
def vendor(library):
    vendor = VendorFactory()
    with tenant(vendor.pk):
        yield vendor


def couple(vendor, **given):
    return PersonFactory(client__vendor=vendor, **given)


def people(vendor):
    return Person.objects.filter(vendor=vendor).order_by("id")


def asked(vendor, now=NOW):
    return ask(vendor, people(vendor), now, actor="user:1")


def test_everybody_is_asked_once_a_month(vendor):
    couple(vendor)
    couple(vendor)

    assert [asked(vendor), asked(vendor)] == [2, 0]
    assert asked(vendor, NOW + dt.timedelta(days=31)) == 2
    assert Event.objects.filter(verb="consent.asked").count() == 2


def test_the_question_is_helpful_and_about_their_wedding(vendor):
    wedding = WeddingFactory(client=couple(vendor).client)

    asked(vendor)

    message = Message.objects.get()
    assert (message.purpose, message.channel, message.wedding_id) == (
        "helpful",
        "email",
        wedding.pk,
    )


def test_it_is_asked_in_their_language(vendor):
    couple(vendor, language="es-MX")
    couple(vendor, language="ja")

    asked(vendor)

    spoken = Message.objects.order_by("id").values_list("variant__language", flat=True)
    assert list(spoken) == ["es", "en"]


def test_who_has_answered_is_not_asked(vendor):
    yes, no = couple(vendor), couple(vendor)
    add(vendor.pk, [Claim(yes.pk, yes.email, "a form")], basis="import")
    said = {"channel": "email", "purpose": "marketing", "granted": False, "basis": "page"}
    Consent.objects.create(vendor=vendor, person=no, address=no.email, **said)
    couple(vendor, email="")

    assert asked(vendor) == 0
    assert not Message.objects.exists()


def test_the_vendors_own_words_come_first(vendor):
    couple(vendor)
    copy = adopt(Template.objects.get(key=KEY), vendor, actor="user:1")

    asked(vendor)

    assert Message.objects.get().variant.version.template == copy


def test_words_that_wait_for_approval_ask_nobody(vendor):
    couple(vendor)
    adopt(Template.objects.get(key=KEY), vendor, actor="user:1")
    WordingRule.objects.create(vendor=vendor, needs="owner")

    with pytest.raises(Refusal, match="approval"):
        asked(vendor)


def test_without_words_nobody_is_asked(vendor):
    couple(vendor)
    with operator():
        Template.objects.filter(key=KEY).update(archived_at=NOW)

    with pytest.raises(Refusal, match="no template"):
        asked(vendor)


def test_many_are_asked_in_a_constant_number_of_queries(vendor, django_assert_num_queries):
    PersonFactory.create_batch(3, client__vendor=vendor)
    with django_assert_num_queries(14):
        asked(vendor)
    PersonFactory.create_batch(20, client__vendor=vendor)

    with django_assert_num_queries(14):
        asked(vendor, NOW + dt.timedelta(days=31))
