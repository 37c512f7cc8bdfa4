"""On a template's page somebody asks for approval, somebody else gives it or sends it back."""

import re

import pytest
from django.urls import reverse

from personalization.models import Approval, Template, WordingRule
from personalization.publish import publish
from tests.factories import TemplateFactory
from tests.personalization.drafts import DRAFT
from wedsync.vendors.models import Membership
from wedsync.vendors.tenancy import operator, tenant


@pytest.fixture
def template(vendor):
    made = TemplateFactory(vendor=vendor, needs="second")
    with tenant(vendor.pk):
        publish(made, [DRAFT], actor="user:0")
    return made


def page(client, template):
    return client.get(reverse("template", args=[template.pk])).content.decode()


def post(client, name, template, **given):
    number = [] if name == "template-demand" else [1]
    return client.post(reverse(name, args=[template.pk, *number]), given)


def as_role(role):
    with operator():
        Membership.objects.update(role=role)


def test_a_template_that_waits_says_so_and_who_may_approve(owner, template):
    html = page(owner, template)

    assert "Waits to be approved" in html
    assert "Approve version 1" in html


def test_asked_for_given_and_shown_with_its_moment(owner, template):
    post(owner, "template-ask", template)
    post(owner, "template-approve", template)

    with operator():
        assert Approval.objects.get().standing == "approved"
    assert "word for word" in page(owner, template)


def test_sent_back_with_a_word(owner, template):
    post(owner, "template-return", template, word="Too loud")

    assert "Sent back: Too loud" in page(owner, template)


def test_an_assistant_asks_and_doesnt_decide(owner, template):
    as_role("assistant")

    html = page(owner, template)

    assert "Ask for approval" in html
    assert "Approve version" not in html
    assert post(owner, "template-ask", template).status_code == 302
    assert post(owner, "template-approve", template).status_code == 403
    assert post(owner, "template-return", template).status_code == 403


def test_only_an_owner_says_who_has_to(owner, template):
    post(owner, "template-demand", template, needs="owner")
    owner.post(reverse("wording-rule"), {"needs": "second"})

    with operator():
        assert Template.objects.get(pk=template.pk).needs == "owner"
        assert WordingRule.objects.get().needs == "second"
    as_role("manager")
    assert post(owner, "template-demand", template, needs="nobody").status_code == 403


def test_what_isnt_on_the_list_is_refused(owner, template):
    post(owner, "template-demand", template, needs="everybody")

    assert "Choose who has to approve it." in page(owner, template)


def test_a_template_that_needs_nobody_says_so(owner, template):
    post(owner, "template-demand", template, needs="nobody")

    assert "Nobody has to approve this template" in page(owner, template)


def seen_of_all(client, template):
    """The mark that the button for all templates brings along."""
    [button] = re.findall(r'name="seen"\s+value="(\w+)"\s+formaction', page(client, template))
    return button


def test_nobody_overwrites_the_rule_of_all_unseen(owner, template):
    url, seen = reverse("wording-rule"), seen_of_all(owner, template)
    assert owner.post(url, {"seen": seen, "needs": "owner"}).status_code == 302

    late = owner.post(url, {"seen": seen, "needs": "second"})

    assert late.status_code == 409
    [both] = late.context["both"]
    assert (both.theirs, both.yours) == ("An owner", "Somebody who didn't write it")
    with operator():
        assert WordingRule.objects.get().needs == "owner"
    for seen in (late.context["mark"], seen_of_all(owner, template)):
        assert owner.post(url, {"seen": seen, "needs": "second"}).status_code == 302
