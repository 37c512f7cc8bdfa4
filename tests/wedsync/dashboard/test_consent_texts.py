"""The words of consent: shown, changed by an owner, and never overwritten unseen."""

import pytest
from django.urls import reverse

from messaging.consent_texts import Topic, put, wordings
from messaging.models import Message
from personalization.install_library import FOLDER, install_library
from tests.factories import PersonFactory
from tests.wedsync.dashboard.test_imports import SHEET, run, sent
from wedsync.vendors.tenancy import operator, tenant

NEWS = Topic("email", "marketing", "en")
PAGE = "settings-consents"


def posted(client, text, seen=0, topic=NEWS.key):
    url = f"{reverse(PAGE)}?topic={topic}"
    return client.post(url, {"text": text, "seen": seen})


def words(vendor):
    with tenant(vendor.pk):
        return wordings(vendor, "en")[NEWS]


@pytest.fixture
def library(tmp_path, db):
    (tmp_path / "ask_consent.toml").write_bytes(
        (FOLDER / "shared" / "ask_consent.toml").read_bytes()
    )
    install_library(tmp_path)


def test_every_channel_purpose_and_language_is_there(owner):
    page = owner.get(reverse(PAGE)).content.decode()

    assert page.count("?topic=") == 14
    assert "Novedades y ofertas" in page


def test_an_owner_writes_a_new_version(owner, vendor):
    answer = posted(owner, "Two letters a year about albums.")

    assert answer.url == f"{reverse(PAGE)}?topic={NEWS.key}"
    assert (words(vendor).text, words(vendor).number) == ("Two letters a year about albums.", 1)
    assert "Two letters a year" in owner.get(answer.url).content.decode()


@pytest.mark.parametrize("text", ["", "short", "x" * 601])
def test_bad_input_is_answered_at_its_field(owner, vendor, text):
    answer = posted(owner, text)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"text"}
    assert words(vendor).number == 0


def test_what_somebody_wrote_survives_another_being_faster(owner, vendor):
    with tenant(vendor.pk):
        put(vendor, NEWS, "Somebody else's words.", 0, actor="user:2")

    answer = posted(owner, "Two letters a year about albums.", seen=0)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else changed this meanwhile" in page
    assert "Two letters a year about albums." in page
    assert words(vendor).text == "Somebody else's words."
    assert answer.context["form"]["seen"].value() == 1


@pytest.mark.parametrize("role", ["manager", "assistant", "viewer"])
def test_others_look_only(as_role, vendor, role):
    client = as_role(role)

    assert "Save as a new version" not in client.get(reverse(PAGE)).content.decode()
    posted(client, "Two letters a year about albums.")
    assert words(vendor).number == 0


def test_an_address_that_names_nothing_shows_the_news(owner):
    assert owner.get(f"{reverse(PAGE)}?topic=push:x").context["topic"] == NEWS


def test_the_people_of_a_wedding_are_asked(owner, vendor, couple, library):
    url = reverse("wedding", args=[couple.pk])
    assert "Ask them for a yes" in owner.get(url).content.decode()

    answer = owner.post(reverse("wedding-ask", args=[couple.pk]), follow=True)
    again = owner.post(reverse("wedding-ask", args=[couple.pk]), follow=True)

    assert "1 person is asked by e-mail." in answer.content.decode()
    assert "Nobody to ask" in again.content.decode()
    with operator():
        assert Message.objects.get(dedupe_key__startswith="ask:").wedding_id == couple.pk


def test_the_people_of_an_import_are_asked(owner, vendor, library):
    PersonFactory(client__vendor=vendor)
    sent(owner)
    batch = owner.get(reverse("imports")).context["page"].rows[0]
    run(batch.pk)
    assert "Ask them for a yes" in owner.get(reverse("import", args=[batch.pk])).content.decode()

    owner.post(reverse("import-ask", args=[batch.pk]))

    with operator():
        asked = Message.objects.filter(dedupe_key__startswith="ask:")
        addresses = set(asked.values_list("person__email", flat=True))
    assert addresses
    assert all(address in SHEET for address in addresses)


def test_who_may_not_send_may_not_ask(as_role, couple, library):
    assert as_role("viewer").post(reverse("wedding-ask", args=[couple.pk])).status_code == 403
