"""A template as somebody would get it: as whom, on which day, over which channel."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.urls import reverse

from messaging.models import Message
from messaging.trial import meant_by
from personalization.publish import publish
from tests.factories import PersonFactory, TemplateFactory, WeddingFactory
from tests.personalization.drafts import DRAFT
from wedsync.vendors.tenancy import operator, tenant

LEFT = "{{ person.first_name }}: {{ wedding.days_to_go }} days"
MAIL = replace(
    DRAFT,
    subject=LEFT,
    preheader="",
    blocks=[
        {"type": "text", "text": "Hello"},
        {"type": "text", "text": "A big one", "when": "wedding.guests > 150"},
    ],
)
DAY = dt.date(2027, 6, 19)


@pytest.fixture
def template(vendor):
    template = TemplateFactory(vendor=vendor)
    sms = replace(MAIL, channel="sms", blocks=[{"type": "text", "text": f"{LEFT}!"}])
    with tenant(vendor.pk):
        variants = [MAIL, replace(MAIL, key="B", subject="Another word"), sms]
        publish(template, variants, actor="user:1")
    return template


@pytest.fixture
def wedding(vendor):
    anna = PersonFactory(client__vendor=vendor, given_name="Anna", role="partner_a")
    PersonFactory(client=anna.client, given_name="Paul", role="planner")
    return WeddingFactory(client=anna.client, date=DAY, guests=160)


def page(client, template, status=200, **query):
    response = client.get(reverse("template-preview", args=[template.pk]), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_without_a_couple_it_is_an_imaginary_ones(owner, template):
    seen = page(owner, template)

    assert "As an imaginary couple would get it" in seen
    assert "Lena: 43 days" in seen


def test_all_variants_of_a_channel_stand_side_by_side(owner, template):
    seen = page(owner, template)

    assert "Another word" in seen
    assert seen.count("<iframe") == 2


def test_it_is_read_by_somebody_on_a_day(owner, template, wedding):
    seen = page(owner, template, wedding=wedding.pk, day="2027-06-09")
    later = page(owner, template, wedding=wedding.pk, day="2027-06-18", who="planner")

    assert "As Anna Ortiz would get it" in seen
    assert "Best sent at 10:00 their time: the usual hour" in seen
    assert "Anna: 10 days" in seen
    assert "Paul: 1 days" in later


def test_each_condition_says_what_it_did_and_why(owner, template, wedding):
    big = page(owner, template, wedding=wedding.pk, day="2027-06-09")
    with operator():
        wedding.guests = 20
        wedding.save(update_fields=["guests"])
    small = page(owner, template, wedding=wedding.pk, day="2027-06-09")

    assert "Block 2 (text) is shown: wedding.guests &gt; 150" in big
    assert "Block 2 (text) is left out: wedding.guests &gt; 150" in small


def test_what_would_be_held_says_what_is_missing(owner, template, vendor):
    open_date = WeddingFactory(
        client=PersonFactory(client__vendor=vendor).client, date=None, precision="open"
    )
    seen = page(owner, template, wedding=open_date.pk)

    assert "It would be held" in seen
    assert "Nothing is known for wedding.days_to_go" in seen


def test_a_text_message_shows_its_segments(owner, template, wedding):
    seen = page(owner, template, wedding=wedding.pk, channel="sms", day="2027-06-09")

    assert "> 1 segment <" in seen
    assert "Anna: 10 days!" in seen
    assert "<iframe" not in seen


def test_a_letter_is_framed_for_the_same_reader_and_day(owner, template, wedding):
    with operator():
        variant = template.current.variants.get(key="A", channel="email")
    url = reverse("variant-letter", args=[variant.pk])

    assert "A big one" in owner.get(url, {"wedding": wedding.pk}).content.decode()
    assert owner.get(url, {"day": "never"}).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"day": "soon"}, {"channel": "telegraph"}, {"wedding": "x"}, {"wedding": uuid.uuid4()}],
)
def test_a_wrong_question_gets_a_sentence_and_no_page_breaks(owner, template, wrong):
    assert "errorlist" in page(owner, template, status=422, **wrong)


def test_somebody_elses_wedding_is_no_choice(owner, template):
    foreign = WeddingFactory()

    assert "errorlist" in page(owner, template, status=422, wedding=foreign.pk)


def try_it(client, variant, **fields):
    return client.post(reverse("variant-test", args=[variant.pk]), fields)


def test_what_one_looks_at_is_sent_to_oneself(owner, template, wedding, vendor):
    with operator():
        mail = template.current.variants.get(channel="email", key="A")
        sms = template.current.variants.get(channel="sms")
    chosen = {"wedding": str(wedding.pk), "who": "partner_a", "day": "2027-06-09"}

    response = try_it(owner, mail, **chosen)
    try_it(owner, sms, **chosen, phone="+14155550100")

    with operator():
        first, second = Message.objects.filter(vendor=vendor).order_by("id")
    assert response.url == reverse("message", args=[first.pk])
    assert meant_by(first.dedupe_key).day == dt.date(2027, 6, 9)
    assert second.channel == "sms"


def test_whose_role_sends_nothing_tests_by_email_only(as_role, template, vendor):
    with operator():
        sms = template.current.variants.get(channel="sms")

    try_it(as_role("assistant"), sms, phone="+14155550100")

    with operator():
        assert not Message.objects.filter(vendor=vendor).exists()


def test_a_couple_that_is_not_there_is_refused(owner, template, vendor):
    with operator():
        mail = template.current.variants.get(channel="email", key="A")

    try_it(owner, mail, wedding=str(uuid.uuid4()))

    with operator():
        assert not Message.objects.filter(vendor=vendor).exists()
