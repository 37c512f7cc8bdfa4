"""The page of limits: rules in words, what they would have done, new ones."""

import pytest
from django.urls import reverse

from messaging.caps import MOST_RULES
from messaging.models import CapRule
from tests.factories import AccountFactory, MessageFactory
from tests.messaging.handing import handed
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator

FILLED = {
    "most": "1",
    "purposes": ["marketing"],
    "scope": "person",
    "per": "week",
    "days": "7",
    "on_exceed": "skip",
}


def page(browser):
    return browser.get(reverse("caps")).content.decode()


def rules(vendor):
    with operator():
        return list(CapRule.objects.filter(vendor=vendor))


def test_who_has_set_nothing_reads_the_usual_one(owner):
    assert "At most 4 helpful and marketing messages to one person in any 7 days" in page(owner)
    assert "The usual one" in page(owner)


def test_a_limit_is_set_read_and_removed(owner, vendor):
    owner.post(reverse("caps-add"), FILLED)

    assert "At most 1 marketing message to one person in a calendar week" in page(owner)
    assert "The usual one" not in page(owner)

    owner.post(reverse("cap-remove", args=[rules(vendor)[0].pk]))
    assert rules(vendor) == []


def test_it_says_what_it_would_have_met(owner, vendor):
    account, couple = AccountFactory(), MessageFactory(person__client__vendor=vendor).person
    for _ in range(3):
        handed(account, person=couple, purpose="marketing")
    owner.post(reverse("caps-add"), FILLED | {"per": "month"})

    assert "Would have met 2 messages" in page(owner)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"most": "-1"}, "Choose how many"),
        ({"purposes": []}, "Choose how many"),
        ({"purposes": ["contractual"]}, "limited by the day only"),
    ],
)
def test_what_makes_no_sense_is_said(owner, vendor, wrong, said):
    answer = owner.post(reverse("caps-add"), FILLED | wrong, follow=True)
    assert said in answer.content.decode()
    assert rules(vendor) == []


def test_a_few_limits_are_enough(owner, vendor):
    for _ in range(MOST_RULES):
        owner.post(reverse("caps-add"), FILLED)
    answer = owner.post(reverse("caps-add"), FILLED, follow=True)
    assert "limits are enough" in answer.content.decode()
    assert len(rules(vendor)) == MOST_RULES


def test_how_many_answers_there_is_time_for(owner, vendor):
    assert "Not known yet" in page(owner)
    owner.post(reverse("caps-replies"), {"figure": "6"})
    assert "6 answers a day" in page(owner)
    owner.post(reverse("caps-replies"), {"figure": ""})
    with operator():
        assert Vendor.objects.get(pk=vendor.pk).replies_a_day is None


def test_only_an_owner_sets_limits(as_role, vendor):
    manager = as_role("manager")
    assert "Set this limit" not in page(manager)
    assert manager.post(reverse("caps-add"), FILLED).status_code == 403
    assert manager.post(reverse("caps-replies"), {"figure": "6"}).status_code == 403


def test_nobody_removes_anothers(stranger, owner, vendor):
    owner.post(reverse("caps-add"), FILLED)
    stranger.post(reverse("cap-remove", args=[rules(vendor)[0].pk]))
    assert len(rules(vendor)) == 1
