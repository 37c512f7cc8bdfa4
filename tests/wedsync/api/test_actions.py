"""Gas and brake over the API; what the dashboard refuses, the API refuses in the same words."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from campaigns.models import Emergency, PlannedStep, Reflow, ReviewRule, Timeline
from messaging.states import State
from tests.campaigns.inside import entered, published, step
from tests.factories import CampaignFactory, MembershipFactory, WeddingFactory
from tests.wedsync.dashboard.stage import messages_of, running
from wedsync.api.urls import router
from wedsync.vendors.tenancy import operator

VERBS = ["launch", "pause", "resume", "cancel"]


def act(client, campaign, verb):
    return client.post(f"/api/v1/campaigns/{campaign.pk}/{verb}/")


def test_a_campaign_is_paused_and_resumed(owner, vendor):
    campaign = running(vendor, State.QUEUED)

    assert act(owner, campaign, "pause").json()["state"] == "paused"
    assert [one.state for one in messages_of(campaign)] == ["held"]
    assert act(owner, campaign, "resume").json()["state"] == "running"


def test_a_campaign_is_cancelled_for_good(owner, vendor):
    campaign = running(vendor, State.QUEUED)

    assert act(owner, campaign, "cancel").json()["state"] == "cancelled"
    assert act(owner, campaign, "resume").status_code == 409


# --- Each refusal and its twin --------------------------------------------------------------------


def campaigns(vendor, state):
    return CampaignFactory.create_batch(2, vendor=vendor, state=state)


def reflows(vendor, state):
    """Each of a wedding of its own; the facts are others than the change thinks."""
    change = {"before": {"life": "booked"}, "after": {"life": "postponed"}, "state": state}
    weddings = [WeddingFactory(client__vendor=vendor, life="cancelled") for _ in range(2)]
    with operator():
        return [
            Reflow.objects.create(vendor=vendor, wedding=one, applied_at=now(), **change)
            for one in weddings
        ]


def emergencies(vendor, state):
    """Started by nobody who is here: only the state can be in the way."""
    weddings = [WeddingFactory(client__vendor=vendor) for _ in range(2)]
    with operator():
        return [
            Emergency.objects.create(
                vendor=vendor,
                wedding=one,
                reason="late",
                channels=["email"],
                state=state,
                key=str(one.pk),
                started_by="user:0",
                started_at=now(),
            )
            for one in weddings
        ]


def timelines(vendor, state):
    """Of a draft without steps, which nobody can publish."""
    paused = now() if state == "paused" else None
    with operator():
        return [
            Timeline.objects.create(
                vendor=vendor, name=str(n), draft={"steps": []}, paused_at=paused
            )
            for n in range(2)
        ]


def steps(vendor, state):
    """One that has left, one whose wedding is stopped."""
    timeline = published(vendor, step("1"))
    inside = entered(timeline, *[WeddingFactory(client__vendor=vendor) for _ in range(2)])
    with operator():
        if state == "stopped":
            for one in inside:
                type(one).objects.filter(pk=one.pk).update(state="stopped")
        else:
            PlannedStep.objects.filter(vendor=vendor).update(left_at=now(), state="left")
        return list(PlannedStep.objects.filter(vendor=vendor).order_by("id"))


PLANNING = ["review", "approval", "return", "draft"]
# The page of a verb, where it isn't called as the verb is.
PAGES = {"approval": "approve", "draft": "unplan"}
AT_TEN = {"day": "2020-01-01", "at": "10:00"}
TWINS = [
    *[
        (campaigns, "campaign", state, verb)
        for state in ("draft", "review", "scheduled", "running", "paused", "finished", "cancelled")
        for verb in (*VERBS, *PLANNING)
    ],
    *[
        (reflows, "reflow", state, verb)
        for state in ("proposed", "applied", "undone", "refused")
        for verb in ("accept", "refuse", "undo")
    ],
    *[
        (emergencies, "emergency", state, verb)
        for state in ("proposed", "open", "acknowledged", "exhausted", "ended")
        for verb in ("confirm", "end")
    ],
    *[
        (timelines, "timeline", state, verb)
        for state in ("going", "paused")
        for verb in ("pause", "resume", "publish")
    ],
    *[
        (steps, "step", state, verb)
        for state in ("left", "stopped")
        for verb in ("send", "skip", "set", "free")
    ],
]
NOUNS = {
    "campaign": "campaigns",
    "reflow": "reflows",
    "emergency": "emergencies",
    "timeline": "timelines",
    "step": "steps",
}


@pytest.mark.parametrize(("make", "noun", "state", "verb"), TWINS)
def test_both_doors_refuse_the_same_for_the_same_reason(owner, vendor, make, noun, state, verb):
    by_api, by_page = make(vendor, state)

    body = {"at": "2020-01-01T18:00:00Z"} if verb == "set" else {}
    path = f"/api/v1/{NOUNS[noun]}/{by_api.pk}/{verb}/"
    api = owner.post(path, body, content_type="application/json")
    url = reverse(f"{noun}-{PAGES.get(verb, verb)}", args=[by_page.pk])
    page = owner.post(url, AT_TEN, headers={"Accept": "application/json"})

    refused = api.status_code == 409
    assert refused == (page.status_code == 409)
    if refused:
        assert api.headers["Content-Type"] == "application/problem+json"
        assert page.json() == {key: api.json()[key] for key in ("code", "detail")}
    else:
        assert api.status_code == 200, api.content


def test_every_verb_of_a_thing_has_a_twin(owner):
    """Whatever the pages let one do to these, stands in the list above."""
    done = {
        (noun, pattern.pattern.describe().split("/")[-2])
        for pattern in router.urls
        for noun, plural in NOUNS.items()
        if str(pattern.pattern).startswith(f"{plural}/<uuid:pk>/")
        and len(str(pattern.pattern).strip("/").split("/")) == 3
        and "progress" not in str(pattern.pattern)
    }

    assert done == {(noun, verb) for _make, noun, _state, verb in TWINS}


# --- Who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("role", ["viewer", "assistant"])
def test_who_may_not_send_is_refused(as_role, vendor, role, verb):
    response = act(as_role(role), running(vendor, State.QUEUED), verb)

    assert response.status_code == 403
    assert response.json()["code"] == "permission_denied"


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_finds_no_campaign_to_touch(stranger, vendor, verb):
    campaign = running(vendor, State.QUEUED)

    assert act(stranger, campaign, verb).status_code == 404
    assert [one.state for one in messages_of(campaign)] == ["queued"]


def test_a_page_elsewhere_can_not_post_in_our_name(owner, vendor):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = owner.cookies

    response = act(strict, running(vendor, State.QUEUED), "pause")

    assert response.status_code == 403
    assert "CSRF" in response.json()["detail"]


def test_a_key_is_no_second_person(program, vendor):
    """Who wrote it can't approve it by a key of their own."""
    author = f"user:{program.seat.user_id}"
    campaign = CampaignFactory(vendor=vendor, state="review", edited_by=author)
    with operator():
        ReviewRule.objects.create(vendor=vendor, needs="second")

    response = program.post(f"campaigns/{campaign.pk}/approval/")

    assert (response.status_code, response.json()["code"]) == (409, "may_not_approve")


def test_an_emergency_of_a_key_is_its_makers(program, vendor, couple):
    MembershipFactory(vendor=vendor, role="manager")
    with operator():
        person = couple.client.people.get()
    said = {"reason": "weather", "text": "We move to the barn.", "channels": ["email"]}
    whom = {"wedding": str(couple.pk), "people": [str(person.pk)]}

    made = program.post("emergencies/", said | whom)
    by_key = program.post(f"emergencies/{made.json()['id']}/confirm/")
    maker = Client()
    maker.force_login(program.seat.user)
    by_maker = maker.post(f"/api/v1/emergencies/{made.json()['id']}/confirm/")

    assert (made.status_code, made.json()["state"]) == (201, "proposed")
    assert (by_key.status_code, by_key.json()["code"]) == (403, "person_required")
    assert (by_maker.status_code, by_maker.json()["code"]) == (409, "same_person")
    assert program.post(f"emergencies/{made.json()['id']}/end/").json()["state"] == "ended"


def test_a_wedding_is_let_in_taken_out_and_started_again(program, vendor):
    timeline = published(vendor, step("1"))
    wedding = WeddingFactory(client__vendor=vendor)
    said = {"timeline": str(timeline.pk), "wedding": str(wedding.pk)}

    first, again = (program.post("enrollments/", said) for _ in range(2))
    path = f"enrollments/{first.json()['id']}/"

    assert first.json()["id"] == again.json()["id"]
    assert program.post(f"{path}leave/").json()["state"] == "exited"
    assert program.post(f"{path}leave/").json()["code"] == "already_out"
    assert program.post(f"{path}restart/").json()["state"] == "active"
    steps = program.get("steps/", {"enrollment": first.json()["id"]}).json()["results"]
    assert [one["step_key"] for one in steps] == ["1"]
