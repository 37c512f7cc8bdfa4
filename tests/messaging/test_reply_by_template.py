"""On WhatsApp: own words within a day of theirs, approved templates after it."""

import datetime as dt

import pytest
from django.utils.timezone import now

from messaging.models import Inbound, Message, Thread
from messaging.reply import Words, reply
from messaging.reply_by_template import approved, reply_by_template
from personalization.compile import compile_draft
from personalization.draft import Draft
from tests.factories import PersonFactory, TemplateFactory, VariantFactory
from tests.messaging.providers.texts import GUEST, REMINDER
from tests.messaging.texts import say, twilio
from wedsync.lib.refusal import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_vendor")]
A_DAY = dt.timedelta(hours=24)


@pytest.fixture
def thread(vendor):
    PersonFactory(client__vendor=vendor, phone=GUEST)
    say(twilio("whatsapp", vendor=vendor), "Is there parking?")
    return Thread.objects.select_related("vendor", "person").get()


@pytest.fixture
def template(vendor):
    draft = Draft("", [{"type": "text", "text": "About tomorrow"}], channel="whatsapp")
    sid = {"content_sid": REMINDER, "variables": []}
    said = compile_draft(draft, purpose="helpful") | sid
    return VariantFactory(
        version__template=TemplateFactory(vendor=vendor), channel="whatsapp", compiled=said
    )


def own_words(thread, at=None):
    words = Words("Yes, twenty places.", "whatsapp", "1", at)
    return reply(thread.pk, words, actor="user:1", now=now())


def test_within_a_day_they_are_answered_in_own_words(thread):
    assert Message.objects.get(pk=own_words(thread)).channel == "whatsapp"


def test_after_a_day_own_words_are_refused(thread):
    Inbound.objects.update(at=now() - A_DAY)

    with pytest.raises(Refusal) as refused:
        own_words(thread)
    assert refused.value.code == "window_closed"


def test_own_words_for_when_the_window_is_closed_are_refused(thread):
    with pytest.raises(Refusal) as refused:
        own_words(thread, now() + A_DAY)
    assert refused.value.code == "window_closed"


def test_an_approved_template_goes_at_any_time(thread, template):
    Inbound.objects.update(at=now() - A_DAY)

    made = reply_by_template(thread.pk, template.pk, "1", actor="user:1", now=now())

    message = Message.objects.get(pk=made)
    assert (message.variant, message.purpose) == (template, "helpful")
    assert reply_by_template(thread.pk, template.pk, "1", actor="user:1", now=now()) == made


def test_only_approved_ones_of_the_newest_version_are_offered(vendor, template):
    VariantFactory(
        version__template=template.version.template,
        version__number=2,
        channel="whatsapp",
        compiled=template.compiled | {"content_sid": ""},
    )

    assert list(approved(vendor)) == []


def test_a_template_of_somebody_else_is_refused(thread):
    with pytest.raises(Refusal, match="approved"):
        reply_by_template(thread.pk, VariantFactory().pk, "1", actor="user:1", now=now())
