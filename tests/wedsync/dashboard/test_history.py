"""The history: in order, by what it is about, a page at a time."""

import pytest
from django.urls import reverse

from tests.factories import MembershipFactory, UserFactory
from tests.wedsync.visits import REASON, visit
from wedsync.vendors.audit import record
from wedsync.vendors.models import SupportVisit
from wedsync.vendors.tenancy import tenant


def write(vendor, *verbs, actor="system:demo"):
    with tenant(vendor.pk):
        for verb in verbs:
            record(vendor, verb, vendor, actor=actor, data={"role": "owner"})


def shown(client, **query):
    return [words for _, _, words, _ in client.get(reverse("history"), query).context["rows"]]


def test_the_newest_comes_first_in_plain_words(owner, vendor):
    write(vendor, "seat.offer_withdrawn", "campaign.launched")

    assert shown(owner) == ["Campaign: launched", "Seat: offer withdrawn"]


def test_it_is_told_by_what_it_is_about(owner, vendor):
    write(vendor, "seat.taken", "campaign.launched")

    assert shown(owner, about="seat") == ["Seat: taken"]
    assert shown(owner, about="nothing") == []


def test_members_are_named_and_others_are_numbers(owner, vendor):
    seat = MembershipFactory(vendor=vendor)
    stranger = MembershipFactory()
    write(vendor, "a.b", actor=f"user:{stranger.user.pk}")
    write(vendor, "a.b", actor=f"user:{seat.user.pk}")

    rows = owner.get(reverse("history")).context["rows"]

    assert [who for _, who, *_ in rows] == [seat.user.email, f"user:{stranger.user.pk}"]


def test_who_of_the_support_looks_is_shown_with_the_reason(owner, vendor):
    made = visit(UserFactory(), vendor)
    write(vendor, "support.visit_opened", actor=f"user:{made.operator_id}")

    page = owner.get(reverse("history"), {"about": "support"})

    assert [who for _, who, *_ in page.context["rows"]] == ["WedSync support"]
    assert REASON in page.content.decode()


def test_an_owner_ends_a_visit_and_nobody_else_does(owner, stranger, vendor):
    made = visit(UserFactory(), vendor)
    url = reverse("support-stop", args=[made.pk])

    answers = [who.post(url).status_code for who in (stranger, owner)]

    assert answers == [404, 302]
    with tenant(vendor.pk):
        assert SupportVisit.objects.get().ended_at is not None


def test_nobody_reads_the_history_of_another(stranger, vendor):
    write(vendor, "seat.taken")

    assert shown(stranger) == []


def test_a_page_asks_no_more_for_fifty_than_for_one(owner, vendor, count_queries):
    asked = []
    for more in (1, 2, 47):
        write(vendor, *["seat.taken"] * more)
        asked.append(count_queries(owner, reverse("history")))

    assert len(set(asked)) == 1
    assert owner.get(reverse("history")).context["page"].next


@pytest.mark.parametrize("after", ["x", "1~2"])
def test_a_cursor_that_we_never_gave_is_no_page(owner, after):
    assert owner.get(reverse("history"), {"after": after}).status_code == 404
