"""Whatever happens to a campaign, in whatever order: nobody falls out, nobody hears it twice."""

import datetime as dt
from collections import Counter

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.broadcasts import brake
from campaigns.broadcasts.expand import expand
from campaigns.broadcasts.launch import launch
from campaigns.broadcasts.pause import PAUSED, pause, resume
from campaigns.broadcasts.running import carry_on
from campaigns.models import Recipient
from messaging.models import Message
from messaging.states import State
from tests.campaigns.stage import PHONE, come_to, fresh, join, made, people
from tests.factories import PersonFactory, VendorFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2027, 3, 1, 20, tzinfo=dt.UTC)
QUICK = hypothesis.settings.default.max_examples < 1000
EXAMPLES = 12 if QUICK else 300
LAW = hypothesis.settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(hypothesis.HealthCheck)
)
STEPS = st.lists(
    st.sampled_from(["expand", "pause", "resume", "wait", "add", "fail", "arrive"]), max_size=8
)
KINDS = st.sampled_from(
    [
        {"channels": ("email",)},
        {"channels": ("email",), "timing": "best"},
        {"channels": ("email",), "per_hour": 2},
        {"channels": ("sms", "email"), "strategy": "chain"},
        {"channels": ("sms", "email"), "strategy": "preferred", "timing": "best", "per_hour": 2},
    ]
)


class Story:
    """One campaign, its clock, and what is done to it."""

    def __init__(self, monkeypatch, channels, **fields):
        self.patch, self.at = monkeypatch, NOON
        self.wait(0)
        self.campaign = made(*channels, vendor=VendorFactory(), **fields)
        self.vendor = self.campaign.vendor

    def wait(self, hours=30):
        self.at += dt.timedelta(hours=hours)
        for name in ("expand", "pause", "launch"):
            self.patch.setattr(f"campaigns.broadcasts.{name}.current_time", lambda: self.at)

    def begin(self):
        people(self.vendor, 3, phone=PHONE)
        launch(self.campaign, actor="user:1")

    def expand(self):
        expand(self.campaign.pk)

    def pause(self):
        if fresh(self.campaign).state == "running":
            pause(self.campaign, actor="user:1")

    def resume(self):
        if fresh(self.campaign).state == "paused":
            resume(self.campaign, actor="user:1")

    def add(self):
        join(self.campaign, PersonFactory(client__vendor=self.vendor, phone=PHONE))

    def fail(self):
        self._end(State.FAILED)

    def arrive(self):
        self._end(State.DELIVERED)

    def _end(self, state):
        due = Message.objects.filter(state="queued", not_before__lte=self.at).order_by("id")
        come_to(state, *due[:1])

    def to_the_end(self):
        self.resume()
        for _ in range(12):
            self.wait()
            while carry_on(self.campaign.pk):
                pass
            come_to(State.DELIVERED, *Message.objects.filter(state="queued"))


def play(monkeypatch, kind, steps):
    story = Story(monkeypatch, **kind)
    with tenant(story.vendor.pk):
        story.begin()
        for step in steps:
            getattr(story, step)()
        story.to_the_end()
        check(story)


def check(story):
    recipients = list(Recipient.objects.select_related("message"))
    assert all(one.message for one in recipients)
    assert {one.message.state for one in recipients} <= {"delivered", "failed"}
    assert not Message.objects.filter(reason=PAUSED).exists()
    heard = Counter(Message.objects.filter(state="delivered").values_list("person_id", flat=True))
    assert set(heard.values()) <= {1}
    assert fresh(story.campaign).state == "finished"


@LAW
@given(KINDS, STEPS)
def test_whatever_happens_everybody_hears_it_once_or_for_good_not_at_all(kind, steps):
    with pytest.MonkeyPatch.context() as patch:
        play(patch, kind, steps)


@pytest.mark.parametrize("timing", ["now", "best"])
def test_who_was_added_during_a_pause_is_written_to(timing):
    with pytest.MonkeyPatch.context() as patch:
        play(patch, {"channels": ("email",), "timing": timing}, ["expand", "pause", "add"])


def test_a_resume_that_frees_nobody_is_found_out():
    """The harness is no use unless it goes red on a house that loses somebody."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(brake, "FREE", brake.FREE.replace("r.campaign_id =", "r.campaign_id <>"))
        with pytest.raises(AssertionError):
            play(patch, {"channels": ("email",)}, ["expand", "pause"])


def test_a_chain_that_goes_on_too_soon_is_found_out():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "campaigns.broadcasts.chain.ENDED", frozenset({State.FAILED, State.DELIVERED})
        )
        with pytest.raises(AssertionError):
            play(patch, {"channels": ("sms", "email"), "strategy": "chain"}, ["expand", "arrive"])
