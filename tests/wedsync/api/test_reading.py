"""Reading over the API."""

import uuid

import pytest
from django.test import Client

from messaging.states import State
from tests.factories import MembershipFactory, TemplateFactory, VersionFactory
from tests.wedsync.dashboard.stage import messages_of, running
from wedsync.vendors.tenancy import operator

NOUNS = ["clients", "people", "weddings", "templates", "messages", "campaigns"]


def read(browser, path, **query):
    response = browser.get(f"/api/v1/{path}", query)
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize("noun", NOUNS)
def test_each_noun_is_a_list_and_one_of_it(owner, campaign, noun):
    listed = read(owner, f"{noun}/")["results"]

    one = read(owner, f"{noun}/{listed[0]['id']}/")

    assert one["id"] == listed[0]["id"]


@pytest.mark.parametrize("noun", NOUNS)
def test_nobody_reads_what_is_somebody_elses(stranger, owner, campaign, noun):
    foreign = read(owner, f"{noun}/")["results"][0]["id"]

    assert read(stranger, f"{noun}/")["results"] == []
    response = stranger.get(f"/api/v1/{noun}/{foreign}/")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"


@pytest.mark.parametrize("noun", NOUNS)
def test_a_visitor_reads_nothing(db, noun):
    response = Client().get(f"/api/v1/{noun}/")

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.json()["code"] == "not_authenticated"


@pytest.mark.parametrize("noun", NOUNS)
def test_who_has_no_seat_reads_nothing(nobody, noun):
    assert nobody.get(f"/api/v1/{noun}/").json()["code"] == "permission_denied"


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_nothing_is_written_by_this_way(owner, noun, method):
    assert getattr(owner, method)(f"/api/v1/{noun}/").status_code == 405


@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_asks_no_more_for_fifty_than_for_one(owner, vendor, count_queries, noun):
    first = running(vendor, State.DELIVERED)
    asked = [count_queries(owner, f"/api/v1/{noun}/")]
    for more in (2, 47):
        running(vendor, *[State.DELIVERED] * more)
        for number in range(more):
            VersionFactory(template__vendor=vendor, number=number + 1)
        asked.append(count_queries(owner, f"/api/v1/{noun}/"))

    assert len(set(asked)) == 1, first


def test_pages_follow_each_other(owner, vendor):
    running(vendor, *[State.QUEUED] * 5)

    seen, url = [], "/api/v1/messages/?limit=2"
    while url:
        page = owner.get(url).json()
        seen += [row["id"] for row in page["results"]]
        url = page["next"]

    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen, reverse=True)


def test_a_message_in_full_says_why_and_what_happened(owner, campaign):
    delivered = messages_of(campaign)[0]

    message = read(owner, f"messages/{delivered.pk}/")

    assert message["state"] == "delivered"
    assert [move["target"] for move in message["moves"]] == ["claimed", "sending", "delivered"]
    assert (message["why"], message["events"]) == ([], [])


def test_messages_are_narrowed_by_campaign_and_state(owner, vendor, campaign):
    running(vendor, State.DELIVERED)

    found = read(owner, "messages/", campaign=campaign.pk, state="delivered")["results"]

    assert [one["id"] for one in found] == [str(messages_of(campaign)[0].pk)]


def test_what_is_no_id_is_named(owner):
    response = owner.get("/api/v1/messages/", {"campaign": "first"})

    assert response.status_code == 400
    assert response.json()["errors"] == {"campaign": ["This is no id."]}


def test_an_id_nobody_has_finds_nothing(owner, campaign):
    assert read(owner, "people/", client=uuid.uuid4())["results"] == []


def test_the_library_is_there_for_everybody(stranger):
    with operator():
        TemplateFactory(vendor=None, name="Thank you")

    found = read(stranger, "templates/")["results"]

    assert [(one["name"], one["library"]) for one in found] == [("Thank you", True)]


def test_a_campaign_says_how_far_it_is(owner, campaign):
    assert read(owner, f"campaigns/{campaign.pk}/progress/") == {
        "people": 2,
        "planned": 0,
        "done": 1,
        "states": {"delivered": 1, "queued": 1},
        "reasons": [],
        "opened": 0,
        "clicked": 0,
    }


def test_a_viewer_may_read(vendor, campaign):
    client = Client()
    client.force_login(MembershipFactory(vendor=vendor, role="viewer").user)

    assert len(read(client, "campaigns/")["results"]) == 1
