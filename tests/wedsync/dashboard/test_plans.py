"""A wedding's plan on its page, and a person's word about one step."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now

from campaigns.timeline import Reason, Stand
from tests.campaigns.inside import entered, published, rows, step
from tests.campaigns.moves import say
from tests.factories import PersonFactory, WeddingFactory
from tests.wedsync.dashboard.page_forms import form_to
from wedsync.dashboard.plan_lines import Shown, ribbon
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Wedding

DAY = dt.timedelta(days=1)
AT = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def wedding(vendor):
    date = (now() + 300 * DAY).date()
    return WeddingFactory(client__vendor=vendor, date=date, timezone="Europe/Rome")


@pytest.fixture
def inside(wedding):
    timeline = published(
        wedding.vendor,
        step("six_weeks"),
        step("balance", when={"anchor": "balance_due"}),
        step("vip", condition={"tag": "vip"}),
    )
    return entered(timeline, wedding, now=now())[0]


def page(client, wedding):
    return client.get(reverse("wedding", args=[wedding.pk])).content.decode()


def act(client, verb, inside, key="six_weeks", **data):
    row = rows(inside)[key]
    return client.post(reverse(f"step-{verb}", args=[row.pk]), data, follow=True).content.decode()


def line(reason=Reason.ON_TIME, stand=Stand.PLANNED, at=AT):
    return Shown(None, "Shot list", stand, reason, at)


def test_the_plan_says_what_comes_when_and_why(owner, wedding, inside):
    text = page(owner, wedding)

    assert ":00 CE" in text
    assert "On time" in text
    assert "Waits: the day it hangs on isn&#x27;t known" in text
    assert "Give the wedding its date" in text
    assert "Comes only if its condition holds on the day" in text
    assert "<svg" in text


def test_a_wedding_without_a_timeline_is_told_what_one_does(owner, wedding):
    assert "inside no timeline" in page(owner, wedding)


def test_a_wedding_is_put_in_by_hand_once(owner, wedding):
    timeline = published(wedding.vendor, step("six_weeks"))
    assert timeline.name in page(owner, wedding)
    url = reverse("wedding-enter", args=[wedding.pk])
    for words in ("Planned.", "inside that one already"):
        response = owner.post(url, {"timeline": timeline.pk}, follow=True)
        assert words in response.content.decode()
    response = owner.post(url, {"timeline": wedding.pk}, follow=True)
    assert "Choose a timeline" in response.content.decode()


def test_what_has_left_leads_to_its_message(owner, wedding, inside):
    lena = PersonFactory(client=wedding.client)
    say(rows(inside)["six_weeks"], [lena], now())
    with operator():
        message = lena.messages.get()

    text = page(owner, wedding)
    assert reverse("message", args=[message.pk]) in text
    assert reverse("step-send", args=[rows(inside)["six_weeks"].pk]) not in text


def test_send_now_is_now(owner, wedding, inside):
    assert "as soon as nothing protected" in act(owner, "send", inside)
    row = rows(inside)["six_weeks"]
    assert (row.by_hand, row.reason) == (True, Reason.PERSON_SET)
    assert row.due_at - now() < dt.timedelta(minutes=1)


def test_skip_and_take_it_back(owner, wedding, inside):
    due = rows(inside)["six_weeks"].due_at
    act(owner, "skip", inside)
    assert rows(inside)["six_weeks"].reason == Reason.PERSON_SKIPPED
    assert "Take my word back" in page(owner, wedding)

    act(owner, "free", inside)
    row = rows(inside)["six_weeks"]
    assert (row.due_at, row.by_hand, row.reason) == (due, False, Reason.ON_TIME)


def test_a_time_by_hand_is_the_venues(owner, wedding, inside):
    day = (now() + 30 * DAY).date()
    act(owner, "set", inside, day=day.isoformat(), at="09:30")

    local = rows(inside)["six_weeks"].due_at.astimezone(dt.timezone(dt.timedelta(hours=1)))
    assert local.date() == day
    assert "09:30 CE" in page(owner, wedding)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"day": "2020-01-01", "at": "09:30"}, "That time has passed"),
        ({"day": "soon", "at": "09:30"}, "Give a day and a time"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(owner, wedding, inside, data, sentence):
    assert sentence in act(owner, "set", inside, **data)
    assert not rows(inside)["six_weeks"].by_hand


def word(client, wedding, inside, verb):
    """Where it goes, and what the page sends along with it."""
    here, row = reverse("wedding", args=[wedding.pk]), rows(inside)["six_weeks"]
    there = reverse(f"step-{verb}", args=[row.pk])
    return there, form_to(client.get(here).content.decode(), there, here)


def test_a_time_by_hand_does_not_overwrite_anothers(owner, as_role, wedding, inside):
    """Both sides are told as the venue's clock shows them; the same time twice is no conflict."""
    days = [(now() + days * DAY).date().isoformat() for days in (30, 40)]
    there, mine = word(owner, wedding, inside, "set")
    act(as_role("owner"), "set", inside, day=days[0], at="09:30")
    theirs = rows(inside)["six_weeks"].due_at

    late = owner.post(there, mine | {"day": days[1], "at": "10:30"})

    assert late.status_code == 409
    [both] = late.context["both"]
    assert ("09:30 CE" in both.theirs, "10:30 CE" in both.yours) == (True, True)
    assert rows(inside)["six_weeks"].due_at == theirs
    assert owner.post(there, mine | {"day": days[0], "at": "09:30"}).status_code == 302
    again = mine | {"day": days[1], "at": "10:30", "seen": late.context["mark"]}
    assert owner.post(there, again).status_code == 302
    assert rows(inside)["six_weeks"].due_at - theirs == 10 * DAY + dt.timedelta(hours=1)


@pytest.mark.parametrize("verb", ["send", "skip", "free"])
def test_a_time_that_somebody_set_is_not_lost_unseen(owner, as_role, wedding, inside, verb):
    early, later = ((now() + days * DAY).date().isoformat() for days in (30, 40))
    act(owner, "set", inside, day=early, at="09:30")
    there, mine = word(owner, wedding, inside, verb)
    act(as_role("owner"), "set", inside, day=later, at="10:30")
    theirs = rows(inside)["six_weeks"].due_at

    late = owner.post(there, mine)

    assert late.status_code == 409
    assert "10:30" in late.context["both"][0].theirs
    assert rows(inside)["six_weeks"].due_at == theirs
    assert owner.post(there, mine | {"seen": late.context["mark"]}).status_code == 302
    assert rows(inside)["six_weeks"].due_at != theirs


def test_leaving_out_what_somebody_left_out_is_no_conflict(owner, as_role, wedding, inside):
    there, mine = word(owner, wedding, inside, "skip")
    act(as_role("owner"), "skip", inside)

    assert owner.post(there, mine).status_code == 302


def test_what_has_left_takes_no_word(owner, wedding, inside):
    say(rows(inside)["six_weeks"], [PersonFactory(client=wedding.client)], now())
    assert "This has left already" in act(owner, "skip", inside)


def test_a_stopped_wedding_takes_no_word(owner, wedding, inside):
    with operator():
        inside.state, inside.reason = "stopped", "bereaved"
        inside.save()
        Wedding.objects.filter(pk=wedding.pk).update(life="bereaved")
    assert "Nothing is sent to this wedding" in act(owner, "send", inside)


@pytest.mark.parametrize("verb", ["send", "skip", "set", "free"])
def test_strangers_and_viewers_have_no_hand_on_it(stranger, as_role, inside, verb):
    url = reverse(f"step-{verb}", args=[rows(inside)["six_weeks"].pk])
    assert stranger.post(url).status_code == 404
    assert as_role("viewer").post(url).status_code == 403


def test_every_reason_has_its_owner():
    assert line(Reason.MOVED_BACK).owner == "protected days"
    assert line(Reason.ON_TIME).owner == "the timeline"


def test_a_ribbon_lies_between_its_ends():
    found = ribbon([line(at=AT), line(at=AT + 100 * DAY)], AT + 80 * DAY, AT + 50 * DAY)
    assert [dot.x for dot in found.dots] == [2, 98]
    assert (found.now, found.day) == (50, 2 + 96 * 0.8)


def test_without_an_instant_there_is_no_ribbon():
    assert ribbon([line(at=None)], None, AT) is None
    assert ribbon([line(at=AT)], None, AT) is None
