"""One wording of a draft in the editor: blocks, what is wrong, how it looks, who was faster."""

from dataclasses import replace

import pytest
from django.urls import reverse

from personalization.models import Sketch
from personalization.publish import publish
from personalization.sketch import put_wording, sketch_of
from personalization.sketched import mark
from tests.factories import PersonFactory, SegmentFactory, TemplateFactory, WeddingFactory
from tests.personalization.drafts import DRAFT
from tests.wedsync.dashboard.test_block_rows import posted
from wedsync.vendors.tenancy import operator, tenant

HTMX = {"HTTP_HX_REQUEST": "true"}
A, B = ({"type": "text", "text": name} for name in ("The first one", "The second one"))
SMS = replace(DRAFT, channel="sms", subject="", preheader="", blocks=[A])
APPROVED = replace(
    SMS,
    channel="whatsapp",
    content_sid="HX" + "0" * 32,
    body="Hello {{1}}, your day is near and we have one question.",
    variables=["{{ person.first_name | default: 'there' }}"],
)


@pytest.fixture
def template(vendor):
    return written(vendor, replace(DRAFT, blocks=[A, B]))


def written(vendor, *drafts):
    template = TemplateFactory(vendor=vendor)
    with tenant(vendor.pk):
        publish(template, drafts, actor="user:1")
    return template


def wedding_ahead(vendor):
    person = PersonFactory(client__vendor=vendor, given_name="Anna", role="partner_a")
    return WeddingFactory(client=person.client)


def said(draft):
    return {
        "key": draft.key,
        "language": draft.language,
        "weight": draft.weight,
        "subject": draft.subject,
        "preheader": draft.preheader,
        "body": draft.body,
        "content_sid": draft.content_sid,
        **{f"variable-{n}": text for n, text in enumerate(draft.variables, 1)},
        **posted(draft.blocks),
    }


def address(template, name="template-wording", number=1):
    return reverse(name, args=[template.pk, number])


def seen(template, number=1):
    with tenant(template.vendor_id):
        return mark(sketch_of(template).wordings[number - 1])


def text(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def kept(template):
    with operator():
        return Sketch.objects.get(template=template).wordings


def test_it_opens_with_what_the_template_says_now(owner, template):
    page = text(owner.get(address(template)))

    assert "The first one" in page
    assert "Block 2: Text" in page
    with operator():
        assert not Sketch.objects.exists()


def test_what_is_saved_is_in_the_draft_and_nowhere_else(owner, template):
    draft = replace(DRAFT, subject="Sooner", blocks=[B])

    response = owner.post(address(template), said(draft) | {"seen": seen(template)})

    assert response.status_code == 302
    assert kept(template)[0]["subject"] == "Sooner"
    with operator():
        assert template.versions.count() == 1


def test_whoever_is_done_goes_on_to_publish(owner, template):
    fields = said(replace(DRAFT, subject="Sooner")) | {"seen": seen(template), "then": "draft"}

    response = owner.post(address(template), fields)

    assert response.url == reverse("template-draft", args=[template.pk])


def test_a_button_moves_a_block_without_saving(owner, template):
    fields = said(replace(DRAFT, blocks=[A, B])) | {"do": "up:1"}

    part = text(owner.post(address(template), fields, **HTMX))

    assert part.index("The second one") < part.index("The first one")
    with operator():
        assert not Sketch.objects.exists()


def test_so_it_does_without_a_script(owner, template):
    fields = said(replace(DRAFT, blocks=[A, B])) | {"do": "remove:0", "seen": "what I saw"}

    page = text(owner.post(address(template), fields))

    assert "Block 1: Text" in page
    assert "The first one" not in page
    assert 'value="what I saw"' in page


def test_what_is_wrong_is_named_at_its_block_while_one_types(owner, template):
    fields = said(replace(DRAFT, blocks=[A, {"type": "text", "text": "Hi {{ person.nme }}"}]))

    part = text(owner.post(address(template, "template-sight"), fields, **HTMX))

    assert "1 thing to mend" in part
    assert 'id="wrong-1" hx-swap-oob="true"' in part
    assert "Line 1, column 7: There is no field" in part


def test_the_mail_is_shown_in_a_frame_as_it_was_typed(owner, template):
    fields = said(replace(DRAFT, blocks=[{"type": "text", "text": "Not saved"}]))

    response = owner.post(address(template, "template-sight"), fields, **HTMX)
    look = response.context["sight"].look
    letter = owner.get(address(template, "template-letter"), {"look": look})

    assert "Not saved" in letter.content.decode()
    assert "The first one" in owner.get(address(template, "template-letter")).content.decode()


def test_it_may_be_looked_at_as_one_of_the_couples(owner, template, vendor):
    wedding = wedding_ahead(vendor)
    hello = {"type": "text", "text": "Dear {{ person.first_name }}"}
    fields = said(replace(DRAFT, blocks=[hello])) | {"couple": str(wedding.pk)}

    response = owner.post(address(template, "template-sight"), fields, **HTMX)

    assert "Dear Anna" in response.context["sight"].content.html


def test_whoever_was_slower_keeps_what_they_typed_and_sees_the_other(owner, template):
    before = seen(template)
    with tenant(template.vendor_id):
        theirs = replace(DRAFT, subject="Theirs", blocks=[A])
        put_wording(template, 1, theirs, seen=before, actor="user:2")
    mine = said(replace(DRAFT, subject="Mine", blocks=[A]))

    page = text(owner.post(address(template), mine | {"seen": before}), status=409)
    again = owner.post(address(template), mine | {"seen": seen(template)})

    assert "Somebody changed this wording meanwhile." in page
    assert "<del>Theirs</del>" in page
    assert "<ins>Mine</ins>" in page
    assert again.status_code == 302
    assert kept(template)[0]["subject"] == "Mine"


def test_a_letter_that_is_taken_is_refused_with_all_that_was_typed(owner, vendor):
    template = written(vendor, DRAFT, replace(DRAFT, key="B"))
    fields = said(replace(DRAFT, key="B", subject="Mine")) | {"seen": seen(template)}

    page = text(owner.post(address(template), fields), status=409)

    assert "is there already" in page
    assert 'value="Mine"' in page


def test_a_text_message_shows_its_segments_and_what_it_costs(owner, vendor):
    template = written(vendor, SMS)
    person = PersonFactory(client__vendor=vendor, role="partner_a", phone="+12025550123")
    WeddingFactory(client=person.client)
    fields = said(replace(SMS, blocks=[{"type": "text", "text": "“" + "x" * 158 + "”"}]))

    response = owner.post(address(template, "template-sight"), fields, **HTMX)
    page, sms = text(response), response.context["sight"].text

    assert (sms.cut.count, sms.saved, sms.alphabet, sms.room) == (1, 2, "GSM-7", 160)
    assert "Plain quotes and dashes save 2 segments" in page
    assert "For 1 person" in page


def test_who_keeps_the_quotes_sees_what_they_cost(owner, vendor):
    template = written(vendor, SMS)
    fields = said(replace(SMS, blocks=[{"type": "text", "text": "“Yes” ☂"}]))

    page = text(
        owner.post(address(template, "template-sight"), fields | {"typographic": "on"}, **HTMX)
    )

    assert "““”, “””, “☂”: with it only 70 characters fit" in page


def test_costs_are_asked_for_an_audience(owner, vendor):
    template = written(vendor, SMS)
    nobody = SegmentFactory(
        vendor=vendor, name="Huge", tree=[{"field": "guests", "is": "over", "value": 9000}]
    )
    fields = said(SMS) | {"audience": str(nobody.pk)}

    assert "For 0 people" in text(owner.post(address(template, "template-sight"), fields, **HTMX))


def test_whatsapp_shows_the_approved_words_filled_in(owner, vendor):
    template = written(vendor, APPROVED)

    page = text(owner.get(address(template)))

    assert "Hello Lena, your day is near" in page
    assert "Utility" in page


def test_a_body_asks_for_as_many_variables_as_it_has(owner, vendor):
    template = written(vendor, APPROVED)
    fields = said(replace(APPROVED, body="Hi {{1}}, see you on {{2}} then.")) | {"do": "variables"}

    part = text(owner.post(address(template), fields, **HTMX))

    assert 'name="variable-2"' in part
    assert 'name="variable-3"' not in part


def test_what_whatsapp_would_refuse_is_said(owner, vendor):
    template = written(vendor, APPROVED)
    fields = said(replace(APPROVED, body="{{1}}{{2}}", variables=["{{ couple.names }}", ""]))

    part = text(owner.post(address(template, "template-sight"), fields, **HTMX))

    assert "Its body may not begin with a variable." in part
    assert "Two variables stand side by side" in part
    assert 'id="wrong-variable-2" hx-swap-oob="true"' in part


def test_nobody_edits_what_is_not_theirs_or_not_there(owner, vendor, stranger, template, as_role):
    library = TemplateFactory(vendor=None)
    put_away = TemplateFactory(vendor=vendor, archived_at="2026-01-01T00:00Z")

    assert stranger.get(address(template)).status_code == 404
    assert owner.get(address(library)).status_code == 404
    assert owner.get(address(put_away)).status_code == 404
    assert owner.get(address(template, number=2)).status_code == 404
    assert as_role("viewer").get(address(template)).status_code == 403


def test_more_blocks_and_couples_take_no_more_questions(owner, vendor, count_queries):
    small, big = written(vendor, DRAFT), written(vendor, replace(DRAFT, blocks=[A] * 30))
    wedding_ahead(vendor)
    few = count_queries(owner, address(small))
    wedding_ahead(vendor)
    wedding_ahead(vendor)

    assert count_queries(owner, address(big)) == few
