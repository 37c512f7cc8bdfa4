"""What is taken away over the API: as on the page, with the same refusals; nothing kept is lost."""

import pytest
from django.urls import reverse

from campaigns.models import Campaign, Enrollment, Recipient, Segment, Timeline
from crm_connectors.models import Link
from messaging.models import Consent, Message, ProviderAccount, Suppression
from messaging.states import State
from personalization.models import Template
from tests.campaigns.inside import entered, published, step
from tests.factories import (
    AccountFactory,
    CampaignFactory,
    ClientFactory,
    PersonFactory,
    SegmentFactory,
    TemplateFactory,
    WeddingDayFactory,
    WeddingFactory,
)
from tests.wedsync.dashboard.stage import messages_of, running
from wedsync.lib.ids import uuid7
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Client, Wedding, WeddingDay


def verbs(vendor):
    with operator():
        return set(Event.objects.filter(vendor=vendor).values_list("verb", flat=True))


def left(model, row):
    with operator():
        return model.objects.filter(pk=row.pk).first()


# --- Both doors: what each kind of thing is, and which of them stay -------------------------------


def a_couple(vendor, kind):
    if kind != "meant":
        return ClientFactory(vendor=vendor)
    person = PersonFactory(client__vendor=vendor)
    campaign = CampaignFactory(vendor=vendor, state="running")
    with operator():
        Recipient.objects.create(vendor=vendor, campaign=campaign, person=person)
    return person.client


def a_person(vendor, kind):
    if kind == "written to":
        with operator():
            return messages_of(running(vendor, State.DELIVERED))[0].person
    return PersonFactory(client__vendor=vendor)


def a_wedding(vendor, kind):
    wedding = WeddingFactory(client__vendor=vendor)
    WeddingDayFactory(wedding=wedding)
    if kind == "planned":
        entered(published(vendor, step("1")), wedding)
    return wedding


def a_campaign(vendor, kind):
    return CampaignFactory(vendor=vendor, state=kind)


def a_timeline(vendor, kind):
    if kind == "published":
        return published(vendor, step("1"))
    with operator():
        return Timeline.objects.create(vendor=vendor, name=str(uuid7()), draft={"steps": []})


def an_enrollment(vendor, kind):
    wedding = WeddingFactory(client__vendor=vendor)
    found = entered(published(vendor, step("1")), wedding)[0]
    if kind == "out":
        with operator():
            Enrollment.objects.filter(pk=found.pk).update(state="exited")
    return found


def a_segment(vendor, kind):
    segment = SegmentFactory(vendor=vendor, name=str(uuid7()))
    if kind == "used":
        audience = [{"segment": str(segment.pk)}]
        CampaignFactory(vendor=vendor, audience={"tree": audience})
    return segment


def a_template(vendor, kind):
    if kind == "library":
        return TemplateFactory(vendor=None)
    template = TemplateFactory(vendor=vendor)
    if kind == "said":
        published(vendor, step("1", template=str(template.pk)))
    return template


TWINS = [
    ("clients", "client-archive", a_couple, "free", ""),
    ("clients", "client-archive", a_couple, "meant", "still_meant"),
    ("people", "person-remove", a_person, "free", ""),
    ("people", "person-remove", a_person, "written to", "has_history"),
    ("weddings", "wedding-remove", a_wedding, "free", ""),
    ("weddings", "wedding-remove", a_wedding, "planned", "has_history"),
    ("campaigns", "campaign-remove", a_campaign, "draft", ""),
    *[
        ("campaigns", "campaign-remove", a_campaign, state, "not_a_draft")
        for state in ("review", "scheduled", "running", "paused", "finished", "cancelled")
    ],
    ("timelines", "timeline-discard", a_timeline, "draft", ""),
    ("timelines", "timeline-discard", a_timeline, "published", "was_published"),
    ("enrollments", "enrollment-leave", an_enrollment, "inside", ""),
    ("enrollments", "enrollment-leave", an_enrollment, "out", "already_out"),
    ("segments", "segment-delete", a_segment, "free", ""),
    ("segments", "segment-delete", a_segment, "used", "segment_in_use"),
    ("templates", "template-retire", a_template, "free", ""),
    ("templates", "template-retire", a_template, "said", "template_in_use"),
    ("templates", "template-retire", a_template, "library", "not_yours"),
]


@pytest.mark.parametrize("twin", TWINS, ids=lambda twin: f"{twin[1]}-{twin[3]}")
def test_both_doors_remove_and_refuse_the_same(owner, vendor, twin):
    noun, page, make, kind, code = twin
    by_api, by_page = make(vendor, kind), make(vendor, kind)

    api = owner.delete(f"/api/v1/{noun}/{by_api.pk}/")
    seen = owner.post(reverse(page, args=[by_page.pk]), headers={"Accept": "application/json"})

    assert (api.status_code, seen.status_code) == ((409, 409) if code else (204, 302))
    if code:
        assert api.json()["code"] == seen.json()["code"] == code
        without = (api.json()["detail"], seen.json()["detail"])
        assert len({said.partition("“")[0] for said in without}) == 1
        assert left(type(by_api), by_api)
        assert left(type(by_page), by_page)


# --- What becomes of each -------------------------------------------------------------------------


def test_a_couple_that_is_put_away_gets_nothing_more_and_loses_nothing(program, vendor):
    wedding = WeddingFactory(client__vendor=vendor)
    person = PersonFactory(client=wedding.client)
    inside = entered(published(vendor, step("1")), wedding)[0]
    waiting = messages_of(running(vendor, State.QUEUED))[0]
    with operator():
        Message.objects.filter(pk=waiting.pk).update(person=person, wedding=wedding)
        Consent.objects.create(
            vendor=vendor, person=person, channel="email", purpose="helpful", granted=True,
            basis="api", address="x@example.com",
        )  # fmt: skip

    assert program.delete(f"clients/{wedding.client_id}/").status_code == 204

    assert left(Client, wedding.client).archived_at
    assert left(Enrollment, inside).state == "exited"
    gone = left(Message, waiting)
    assert (gone.state, gone.reason) == ("cancelled", "the couple was put away")
    with operator():
        assert Consent.objects.filter(person=person).exists()
    assert "client.put_away" in verbs(vendor)


def test_a_patch_and_a_delete_put_away_alike_and_once(program, vendor):
    client = ClientFactory(vendor=vendor)
    path = f"clients/{client.pk}/"

    at = program.patch(path, {"archived": True}).json()["archived_at"]
    assert program.delete(path).status_code == 204

    assert program.get(path).json()["archived_at"] == at
    assert program.patch(path, {"archived": False}).json()["archived_at"] is None
    assert {"client.put_away", "client.fetched_back"} <= verbs(vendor)


def test_a_wedding_goes_with_its_days_and_the_names_others_gave_it(program, vendor):
    client = ClientFactory(vendor=vendor)
    days = [{"kind": "ceremony", "day": "2027-06-19", "starts_at": None}]
    said = {"client": str(client.pk), "external_id": "W-1", "date": "2027-06-19", "days": days}
    made = program.post("weddings/", said).json()

    assert program.delete(f"weddings/{made['id']}/").status_code == 204
    assert program.get(f"weddings/{made['id']}/").status_code == 404
    with operator():
        assert not Wedding.objects.filter(client=client).exists()
        assert not WeddingDay.objects.filter(vendor=vendor).exists()
        assert not Link.objects.filter(vendor=vendor).exists()
    assert program.post("weddings/", said).status_code == 201


def test_who_has_agreed_to_something_stays(program, vendor):
    person = PersonFactory(client__vendor=vendor, email="lena@example.com")
    said = {"channel": "email", "purpose": "marketing", "granted": False, "evidence": "By phone"}
    program.post("consents/", {"person": str(person.pk)} | said)

    refused = program.delete(f"people/{person.pk}/")

    assert (refused.status_code, refused.json()["code"]) == (409, "has_history")
    assert "consents" in refused.json()["detail"]


def test_a_template_is_retired_and_its_versions_stay(program, vendor):
    template = TemplateFactory(vendor=vendor)

    assert program.delete(f"templates/{template.pk}/").status_code == 204
    assert program.delete(f"templates/{template.pk}/").status_code == 204

    assert left(Template, template).archived_at
    assert program.get(f"templates/{template.pk}/").json()["archived_at"]


def test_an_account_forgets_what_sends_and_still_hears(program, vendor):
    account = AccountFactory(vendor=vendor, provider="resend")
    with operator():
        account.seal({"api_key": "re_123456789", "webhook_secret": "whsec_abcdefgh"})
        account.save()

    assert program.delete(f"accounts/{account.pk}/").status_code == 204

    kept = left(ProviderAccount, account)
    assert (kept.enabled, kept.unseal()) == (False, {"webhook_secret": "whsec_abcdefgh"})
    assert program.get(f"accounts/{account.pk}/").json()["enabled"] is False
    assert "account.disconnected" in verbs(vendor)


@pytest.mark.parametrize("reason", ["bounced", "complained", "stop"])
def test_what_a_person_closed_no_program_opens(program, vendor, reason):
    with operator():
        row = Suppression.objects.create(
            vendor=vendor, channel="email", address="lena@example.com", reason=reason
        )

    refused = program.delete(f"suppressions/{row.pk}/")

    assert (refused.status_code, refused.json()["code"]) == (409, "not_manual")
    assert left(Suppression, row)


# --- Whoever may, and whoever has seen it ---------------------------------------------------------


def test_only_the_state_that_was_seen_is_removed(program, vendor):
    campaign = CampaignFactory(vendor=vendor)
    path = f"campaigns/{campaign.pk}/"
    seen = program.get(path).headers["ETag"]
    with operator():
        Campaign.objects.filter(pk=campaign.pk).update(name="Another")

    stale = program.delete(path, if_match=seen)

    assert (stale.status_code, stale.json()["code"]) == (412, "precondition_failed")
    assert program.delete(path, if_match=program.get(path).headers["ETag"]).status_code == 204
    assert left(Campaign, campaign) is None
    assert program.delete(path).status_code == 404


@pytest.mark.parametrize(
    ("noun", "scope"),
    [
        ("accounts", "account:write"),
        ("campaigns", "campaigns:write"),
        ("clients", "clients:write"),
        ("enrollments", "timelines:send"),
        ("people", "clients:write"),
        ("segments", "campaigns:write"),
        ("templates", "templates:write"),
        ("timelines", "timelines:write"),
        ("weddings", "weddings:write"),
    ],
)
def test_a_key_without_the_scope_removes_nothing(with_scopes, vendor, noun, scope):
    refused = with_scopes(scope.replace(":write", ":read").replace(":send", ":read")).delete(
        f"{noun}/{uuid7()}/"
    )

    assert refused.status_code == 403
    assert scope in refused.json()["detail"]


def test_a_segment_that_is_free_is_gone(program, vendor):
    segment = a_segment(vendor, "free")

    assert program.delete(f"segments/{segment.pk}/").status_code == 204
    assert left(Segment, segment) is None
    assert "segment.deleted" in verbs(vendor)
