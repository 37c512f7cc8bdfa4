"""A step with several wordings is an experiment, and the wedding is its unit."""

import datetime as dt
from uuid import UUID

import pytest
from django.utils.timezone import now as current_time

from campaigns.experiments.look import turn_to
from campaigns.experiments.results import results
from campaigns.imagined.simulate import simulate
from campaigns.models import Assignment, Experiment
from campaigns.timelines.next_channel import go_on
from campaigns.timelines.release import release
from messaging.models import DeliveryEvent, Message
from messaging.shift import shift
from messaging.states import State
from personalization.models import Template
from tests.campaigns.inside import entered, published, step
from tests.campaigns.stage import come_to
from tests.factories import (
    PersonFactory,
    VariantFactory,
    VendorFactory,
    VersionFactory,
    WeddingFactory,
)
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db
MAY = dt.datetime(2027, 5, 8, 17, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture
def template(vendor):
    """A and B, in English, by email and text."""
    first = VariantFactory(version__template__vendor=vendor)
    for channel, key in (("email", "B"), ("sms", "A"), ("sms", "B")):
        VariantFactory(version=first.version, channel=channel, key=key)
    return str(first.version.template_id)


def couple(vendor, **wedding):
    made = WeddingFactory(client__vendor=vendor, **wedding)
    for role in ("partner_a", "partner_b"):
        PersonFactory(client=made.client, role=role, phone="+14155550123")
    return made


def begun(vendor, template, count=12, **said):
    said = {"role": "couple", **said}
    timeline = published(vendor, step("hello", template, **said))
    entered(timeline, *(couple(vendor) for _ in range(count)))
    return timeline


def released(vendor, now=MAY):
    with tenant(vendor.pk):
        return release(vendor.pk, now)


def read():
    """By wedding, the keys its people read."""
    found = {}
    with operator():
        rows = Message.objects.order_by("id").values_list("wedding_id", "variant__key")
        for wedding, key in rows:
            found.setdefault(wedding, []).append(key)
    return found


def kept():
    with operator():
        return dict(Assignment.objects.values_list("unit", "variant_key"))


def the_experiment():
    with operator():
        return Experiment.objects.get()


def test_who_has_got_which_is_kept_and_shared_by_both_partners(vendor, template):
    timeline = begun(vendor, template)
    released(vendor)
    assert read() == {wedding: [key] * 2 for wedding, key in kept().items()}
    assert set(kept().values()) == {"A", "B"}
    one = the_experiment()
    assert (one.subject, one.purpose) == (f"timeline:{timeline.pk}:hello", "helpful")


def test_changed_weights_reassign_nobody(vendor, template):
    timeline = begun(vendor, template)
    released(vendor)
    before = kept()
    with operator():
        newer = VersionFactory(template=Template.objects.get(pk=template), number=2)
        for key, weight in (("A", 1), ("B", 0)):
            VariantFactory(version=newer, key=key, weight=weight)
        later = [couple(vendor) for _ in range(6)]
    entered(timeline, *later)
    released(vendor, MAY + dt.timedelta(minutes=1))
    after = kept()
    assert {unit: after[unit] for unit in before} == before
    assert {after[one.pk] for one in later} == {"A"}


def test_one_wording_is_no_experiment(vendor):
    entered(published(vendor, step("hello")), couple(vendor))
    released(vendor)
    assert len(read()) == 1
    assert kept() == {}


def test_its_results_are_found_by_its_rows(vendor, template):
    begun(vendor, template)
    released(vendor)
    with tenant(vendor.pk):
        message = Message.objects.select_related("variant").order_by("id")[0]
        come_to(State.DELIVERED, *Message.objects.all())
        DeliveryEvent.objects.create(
            vendor=vendor,
            message=message,
            kind="clicked",
            at=MAY + DAY,
            source="link",
            reader="human",
        )
        found = results(Experiment.objects.get())
    assert sum(one.went for one in found.variants.values()) == 12
    assert {key: one.clicked for key, one in found.variants.items() if one.clicked} == {
        message.variant.key: 1
    }


def test_its_goal_and_its_switch_are_the_steps(vendor, template):
    begun(vendor, template, count=1, trial={"goal": "contract", "bandit": True})
    released(vendor)
    one = the_experiment()
    assert (one.goal, one.window_days, one.bandit) == ("contract", 30, True)


def test_the_shares_of_an_evergreen_step_follow_its_results(vendor, template):
    """With a floor: nobody is given up, and nobody is assigned anew."""
    begun(vendor, template, count=1, trial={"bandit": True})
    released(vendor)
    now = current_time()
    with tenant(vendor.pk):
        one = Experiment.objects.get()
        Assignment.objects.bulk_create(
            Assignment(
                vendor_id=vendor.pk,
                experiment=one,
                unit=UUID(int=n + 1),
                variant_key="AB"[n % 2],
                draw=0,
            )
            for n in range(120)
        )
        Experiment.objects.update(due_at=now)
        turn_to(one.pk, now + DAY)
        one.refresh_from_db()
    assert set(one.tuned) == {"A", "B"}
    assert min(one.tuned.values()) >= 10
    assert sum(one.tuned.values()) == 100


def test_who_is_held_out_is_written_to_and_trapped(vendor, template):
    begun(vendor, template, count=30, trial={"held": 40})
    released(vendor)
    held = {unit for unit, key in kept().items() if key == "held"}
    assert 0 < len(held) < 30
    with operator():
        trapped = set(Message.objects.filter(held_out=True).values_list("wedding_id", flat=True))
    assert trapped == held


def test_nobody_is_held_out_of_what_they_need(vendor, template):
    begun(vendor, template, count=8, trial={"held": 50}, purpose="contractual")
    released(vendor)
    assert "held" not in kept().values()
    with operator():
        assert not Message.objects.filter(held_out=True).exists()


def test_the_next_channel_reads_the_same_wording(vendor, template):
    begun(vendor, template, count=6, role="primary", channels=["email", "sms"])
    released(vendor)
    first = read()
    with tenant(vendor.pk):
        ids = list(Message.objects.values_list("pk", flat=True))
        for state in (State.CLAIMED, State.SENDING, State.BOUNCED):
            shift(ids, state)
        go_on(vendor.pk, "", current_time())
    assert read() == {wedding: keys * 2 for wedding, keys in first.items()}


def test_a_season_shows_what_they_would_read_and_keeps_nothing(vendor, template):
    begun(vendor, template, trial={"held": 20})
    with tenant(vendor.pk):
        simulate(vendor, 200, dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC))
    assert kept() == {}


def test_vendors_do_not_meet(vendor, template):
    other = VendorFactory()
    begun(vendor, template, count=2)
    released(vendor)
    with tenant(other.pk):
        assert not Assignment.objects.exists()
