"""Who may come in, and how they are told why not."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from messaging.states import State
from tests.factories import CampaignFactory
from tests.wedsync.dashboard.stage import running

HTMX = {"HX-Request": "true"}
BRAKES = ["campaign-pause", "campaign-resume", "campaign-cancel", "campaign-launch"]


def test_a_visitor_is_sent_to_sign_in_and_back(db):
    response = Client().get("/weddings/")

    assert response.url == "/accounts/login/?next=/weddings/"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(db):
    response = Client().get("/weddings/", headers=HTMX)

    assert response.headers["HX-Redirect"] == "/accounts/login/"


def test_who_has_no_seat_is_told_so(nobody):
    response = nobody.get("/")

    assert response.status_code == 403
    assert "You have no seat yet" in response.content.decode()


@pytest.mark.parametrize("name", BRAKES)
@pytest.mark.parametrize("role", ["viewer", "assistant"])
def test_who_may_not_send_touches_neither_gas_nor_brake(as_role, vendor, role, name):
    campaign = running(vendor, State.QUEUED)

    response = as_role(role).post(reverse(name, args=[campaign.pk]))

    assert response.status_code == 403


@pytest.mark.parametrize("role", ["owner", "manager"])
def test_who_may_send_can_pause(as_role, vendor, role):
    campaign = running(vendor, State.QUEUED)

    response = as_role(role).post(reverse("campaign-pause", args=[campaign.pk]))

    assert response.url == reverse("campaign", args=[campaign.pk])


@pytest.mark.parametrize(
    ("role", "status"), [("viewer", 403), ("assistant", 200), ("manager", 200), ("owner", 200)]
)
def test_a_viewer_only_looks(as_role, role, status):
    assert as_role(role).get("/campaigns/new/").status_code == status


@pytest.mark.parametrize("name", BRAKES)
def test_the_brakes_want_a_post(owner, vendor, name):
    campaign = CampaignFactory(vendor=vendor)

    assert owner.get(reverse(name, args=[campaign.pk])).status_code == 405


def test_a_form_that_is_refused_comes_back_with_the_sentence(owner, vendor):
    campaign = CampaignFactory(vendor=vendor)
    url = reverse("campaign-pause", args=[campaign.pk])
    page = reverse("campaign", args=[campaign.pk])

    response = owner.post(url, headers={"Referer": f"http://testserver{page}"})

    assert response.url == f"http://testserver{page}"
    assert [str(one) for one in get_messages(response.wsgi_request)] == [
        "Only a running campaign can be paused."
    ]


def test_nobody_is_led_elsewhere_by_a_foreign_referer(owner, vendor):
    url = reverse("campaign-pause", args=[CampaignFactory(vendor=vendor).pk])

    response = owner.post(url, headers={"Referer": "https://evil.example/"})

    assert response.url == "/"


def test_a_part_that_is_refused_answers_409_into_the_notices(owner, vendor):
    url = reverse("campaign-pause", args=[CampaignFactory(vendor=vendor).pk])

    response = owner.post(url, headers=HTMX)

    assert response.status_code == 409
    assert response.headers["HX-Retarget"] == "#notices"
    assert "Only a running campaign can be paused." in response.content.decode()


def test_a_program_that_is_refused_gets_the_code(owner, vendor):
    url = reverse("campaign-pause", args=[CampaignFactory(vendor=vendor).pk])

    response = owner.post(url, headers={"Accept": "application/json"})

    assert response.status_code == 409
    assert response.json() == {
        "code": "cannot_become_paused",
        "detail": "Only a running campaign can be paused.",
    }


def test_a_refusal_is_said_in_the_members_language_and_to_programs_in_english(owner, vendor):
    owner.post(reverse("settings-language"), {"language": "es"})
    url = reverse("campaign-pause", args=[CampaignFactory(vendor=vendor).pk])

    part = owner.post(url, headers=HTMX)
    program = owner.post(url, headers={"Accept": "application/json"})

    assert "Solo se puede pausar una campaña en marcha." in part.content.decode()
    assert program.json()["detail"] == "Only a running campaign can be paused."


def test_pages_are_not_kept_by_anybody(owner):
    assert "no-store" in owner.get("/").headers["Cache-Control"]
