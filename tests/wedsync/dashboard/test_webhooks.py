"""The pages of webhooks: opened by owners, read by everybody, said again by hand."""

import pytest
from django.urls import reverse
from django.utils.timezone import now as current_time

from crm_connectors.models import Delivery, Endpoint
from tests.wedsync.dashboard.test_pages import told
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator

URL = "https://hooks.example.com/in"
FILLED = {"url": URL, "description": "The studio's own", "kinds": ["client.created"]}


def the(model):
    with operator():
        return model.objects.get()


def text(response):
    return response.content.decode()


def test_who_has_none_reads_what_they_are_for(owner):
    assert "Nobody yet." in text(owner.get(reverse("webhooks")))


def test_the_secret_is_shown_this_once(owner):
    shown = text(owner.post(reverse("webhooks-add"), FILLED))
    endpoint = the(Endpoint)

    assert endpoint.secrets()["new"] in shown
    assert "whsec_" not in text(owner.get(reverse("webhook", args=[endpoint.pk])))
    assert URL in text(owner.get(reverse("webhooks")))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"url": "http://hooks.example.com/"}, "has to begin with https://"),
        ({"url": "https://user:pw@hooks.example.com/"}, "no password"),
        ({"url": "nonsense"}, "Enter a valid URL"),
        ({"kinds": []}, "This field is required"),
    ],
)
def test_a_form_that_is_wrong_says_where(owner, wrong, said):
    response = owner.post(reverse("webhooks-add"), FILLED | wrong)

    assert response.status_code == 422
    assert said in text(response)
    with operator():
        assert not Endpoint.objects.exists()


def test_it_can_hear_something_else(owner, vendor):
    pk = told(vendor).endpoint_id
    owner.post(reverse("webhook-change", args=[pk]), FILLED | {"kinds": ["reply.received"]})

    assert the(Endpoint).kinds == ["reply.received"]


def test_a_change_that_is_wrong_changes_nothing(owner, vendor):
    pk = told(vendor).endpoint_id
    wrong = FILLED | {"url": "https://x.example:22/"}

    assert owner.post(reverse("webhook-change", args=[pk]), wrong).status_code == 422
    assert the(Endpoint).url == URL


def test_it_is_paused_and_goes_on(owner, vendor):
    pk = told(vendor).endpoint_id
    owner.post(reverse("webhook-pause", args=[pk]))
    assert "Paused" in text(owner.get(reverse("webhook", args=[pk])))
    owner.post(reverse("webhook-resume", args=[pk]))

    assert the(Endpoint).state == "active"


def test_a_new_secret_is_another(owner, vendor):
    endpoint = told(vendor).endpoint
    shown = text(owner.post(reverse("webhook-rotate", args=[endpoint.pk])))

    assert the(Endpoint).secrets()["new"] in shown
    assert endpoint.secrets()["new"] not in shown


def test_the_log_tells_each_attempt_and_says_it_again(owner, vendor):
    delivery = told(vendor)
    with operator():
        Delivery.objects.update(state="given_up", attempts=10, due_at=None, done_at=current_time())
    page = text(owner.get(reverse("webhook", args=[delivery.endpoint_id]), {"state": "given_up"}))
    assert "Answered 500" in page
    assert "Say all of these again" in page
    owner.post(reverse("webhook-again", args=[delivery.pk]))

    assert the(Delivery).state == "pending"


def test_all_that_was_given_up_is_said_again(owner, vendor):
    delivery = told(vendor)
    with operator():
        Delivery.objects.update(state="given_up", attempts=10, due_at=None, done_at=current_time())
    page = owner.post(reverse("webhook-replay", args=[delivery.endpoint_id]), follow=True)

    assert "Said again: 1." in text(page)
    assert the(Delivery).attempts == 0


def test_a_test_is_noted(owner, vendor):
    pk = told(vendor).endpoint_id
    owner.post(reverse("webhook-test", args=[pk]))
    with operator():
        assert Delivery.objects.filter(kind="webhook.test").count() == 1


def test_one_that_is_off_refuses_in_a_sentence(owner, vendor):
    pk = told(vendor).endpoint_id
    with operator():
        Endpoint.objects.update(state="disabled", reason="it answered 410")
    there = reverse("webhook", args=[pk])
    page = owner.post(reverse("webhook-test", args=[pk]), headers={"referer": there}, follow=True)

    assert "This webhook is off: switch it on first." in text(page)


def test_it_is_removed_with_everything(owner, vendor):
    pk = told(vendor).endpoint_id
    owner.post(reverse("webhook-remove", args=[pk]))
    with operator():
        assert not Delivery.objects.exists()


def test_an_assistant_reads_and_does_nothing(as_role, vendor):
    assistant = as_role("assistant")
    pk = told(vendor).endpoint_id
    assert "Remove" not in text(assistant.get(reverse("webhook", args=[pk])))
    for name in ("change", "rotate", "pause", "resume", "test", "replay", "remove"):
        assert assistant.post(reverse(f"webhook-{name}", args=[pk])).status_code == 403
    assert assistant.post(reverse("webhooks-add"), FILLED).status_code == 403


def test_a_page_takes_as_many_queries_for_many_as_for_one(owner, vendor, count_queries):
    first = told(vendor)
    url = reverse("webhook", args=[first.endpoint_id])
    one = count_queries(owner, url)
    with operator():
        Delivery.objects.bulk_create(
            Delivery(
                vendor=vendor,
                endpoint_id=first.endpoint_id,
                event_id=uuid7(),
                kind="client.created",
                body="{}",
            )
            for _ in range(50)
        )
    assert count_queries(owner, url) == one
