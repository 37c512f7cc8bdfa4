"""Move a date on its page: the difference first, then the move, then the way back."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils.timezone import now

from campaigns.models import Reflow
from campaigns.reflows import reflow as verbs
from messaging.shift import shift
from messaging.states import State
from tests.campaigns.inside import entered, published, rows, step
from tests.campaigns.moves import fresh, messages, move, proposed, say
from tests.factories import PersonFactory, WeddingFactory
from wedsync.vendors.tenancy import operator, tenant

DAY = dt.timedelta(days=1)


@pytest.fixture
def date():
    return (now() + 300 * DAY).date()


@pytest.fixture
def wedding(vendor, date):
    made = WeddingFactory(client__vendor=vendor, client__name="Lena & Marc", date=date)
    PersonFactory(client=made.client)
    return made


@pytest.fixture
def inside(wedding):
    return entered(published(wedding.vendor, step("six_weeks")), wedding, now=now())[0]


def asked(date, known="exact", **also):
    return {
        "date": date.isoformat() if date else "",
        "known": known,
        "days": "on",
        "life": "booked",
        **also,
    }


def page(client, wedding, data):
    response = client.get(reverse("wedding-move", args=[wedding.pk]), data)
    return response, response.content.decode()


def confirmed(client, wedding, data):
    """What a browser posts after somebody saw the difference."""
    seen = page(client, wedding, data)[0].context["seen"]
    return client.post(reverse("wedding-move", args=[wedding.pk]), {**data, "seen": seen})


def test_the_form_begins_with_what_is_known(owner, wedding, date):
    text = owner.get(reverse("wedding-move", args=[wedding.pk])).content.decode()

    assert f'value="{date.isoformat()}"' in text
    assert "See the difference" in text
    assert "Move it" not in text


def test_the_difference_comes_before_anything_happens(owner, wedding, inside, date):
    _, text = page(owner, wedding, asked(date + 28 * DAY))

    before, after = date - 42 * DAY, date - 14 * DAY
    assert "Moves" in text
    assert f"{before:%a} {before.day} {before:%b %Y}, 10:00 P" in text
    assert f"{after:%a} {after.day} {after:%b %Y}, 10:00 P" in text
    assert "It costs the same" in text
    assert fresh(wedding).date == date
    with operator():
        assert not Reflow.objects.exists()


def test_saying_yes_moves_it_and_offers_the_way_back(owner, wedding, inside, date):
    response = confirmed(owner, wedding, asked(date + 28 * DAY))

    assert response.status_code == 302
    text = owner.get(response.url).content.decode()
    assert "You can take it back here" in text
    assert "Undo" in text
    assert fresh(wedding).date == date + 28 * DAY
    with operator():
        made = Reflow.objects.get()
    assert (made.state, made.source) == ("applied", "dashboard")

    text = owner.post(reverse("reflow-undo", args=[made.pk]), follow=True).content.decode()
    assert "Taken back" in text
    assert fresh(wedding).date == date


def test_an_open_date_holds_what_hangs_on_it(owner, wedding, inside):
    _, text = page(owner, wedding, asked(None, "open"))
    assert "Held" in text

    confirmed(owner, wedding, asked(None, "open"))
    assert (fresh(wedding).date, rows(inside)["six_weeks"].state) == (None, "held")


def test_a_month_is_enough(owner, wedding, date):
    confirmed(owner, wedding, asked(date, "month"))
    assert (fresh(wedding).date, fresh(wedding).precision) == (date.replace(day=1), "month")


def test_the_zone_and_the_life_change_with_it(owner, wedding, date):
    confirmed(owner, wedding, asked(date, zone="Europe/Rome", life="postponed"))
    assert (fresh(wedding).timezone, fresh(wedding).life) == ("Europe/Rome", "postponed")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"date": ""}, "Which day"),
        ({"date": "0226-06-01"}, "No wedding takes place"),
        ({"date": "tomorrow"}, "Enter a valid date"),
        ({"zone": "Atlantis"}, "Write it like Europe/Rome"),
        ({"life": "dreamt"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(owner, wedding, date, data, sentence):
    url = reverse("wedding-move", args=[wedding.pk])
    response = owner.post(url, asked(date) | data)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert fresh(wedding).date == date


def test_what_stands_there_already_is_no_move(owner, wedding, date):
    _, text = page(owner, wedding, asked(date, zone="America/Los_Angeles"))
    assert "stands there already" in text
    assert "Move it" not in text


def test_two_people_do_not_overwrite_each_other(owner, wedding, date):
    seen = page(owner, wedding, asked(date + DAY))[0].context["seen"]
    move(wedding, date + 2 * DAY, now())

    url = reverse("wedding-move", args=[wedding.pk])
    response = owner.post(url, asked(date + DAY) | {"seen": seen}, follow=True)

    assert "changed this wedding meanwhile" in response.content.decode()
    assert fresh(wedding).date == date + 2 * DAY


def test_a_proposal_is_a_to_do_with_two_answers(owner, wedding, inside, date):
    with tenant(wedding.vendor_id):
        made = proposed(wedding, date + 90 * DAY)
    urls = {verb: reverse(f"reflow-{verb}", args=[made.pk]) for verb in ("accept", "refuse")}

    for url in (reverse("reflows"), reverse("wedding", args=[wedding.pk])):
        assert "Lena &amp; Marc" in owner.get(url).content.decode()
        assert "it is more than 14 days from the one we know" in owner.get(url).content.decode()
    text = owner.get(reverse("reflow", args=[made.pk])).content.decode()
    assert "What it would do now" in text
    assert all(url in text for url in urls.values())

    owner.post(urls["accept"])
    assert fresh(wedding).date == date + 90 * DAY
    assert "What it did" in owner.get(reverse("reflow", args=[made.pk])).content.decode()


def test_refusing_leaves_everything_as_it_is(owner, wedding, date):
    with tenant(wedding.vendor_id):
        made = proposed(wedding, date + 90 * DAY)

    text = owner.post(reverse("reflow-refuse", args=[made.pk]), follow=True).content.decode()

    assert "Refused" in text
    assert "Nothing waits for your yes" in text
    assert fresh(wedding).date == date


def test_a_decision_is_made_once(owner, wedding, date):
    with tenant(wedding.vendor_id):
        made = proposed(wedding, date + 90 * DAY)
        verbs.refuse(made, now(), "user:1")

    response = owner.post(reverse("reflow-accept", args=[made.pk]), follow=True)
    assert "decided already" in response.content.decode()


def test_who_was_told_the_old_date_is_told_again_or_known_to_know(owner, wedding, inside, date):
    lena = PersonFactory(client=wedding.client)
    say(rows(inside)["six_weeks"], [lena], now(), reading=["wedding.date"])
    with tenant(wedding.vendor_id):
        for state in (State.CLAIMED, State.SENDING, State.SENT):
            shift([messages(wedding)[0].pk], state)
    made = move(wedding, date + DAY, now())
    url = reverse("reflow-correct", args=[made.pk])

    response = owner.get(reverse("reflow", args=[made.pk]))
    assert "They were told the old date" in response.content.decode()
    [todo] = response.context["told_old"]
    assert owner.post(url, {"todo": "nonsense"}).status_code == 404
    text = owner.post(url, {"todo": todo.pk, "again": "yes"}, follow=True).content.decode()

    assert "On its way" in text
    assert [one.state for one in messages(wedding)] == ["sent", "queued"]
    assert owner.post(url, {"todo": todo.pk, "again": "no"}).status_code == 404


def test_strangers_and_viewers_move_nothing(stranger, as_role, wedding, date):
    made = move(wedding, date + DAY, now())
    for name in ("reflow-undo", "reflow-accept", "reflow-refuse"):
        url = reverse(name, args=[made.pk])
        assert stranger.post(url).status_code == 404
        assert as_role("viewer").post(url).status_code == 403
    url = reverse("wedding-move", args=[wedding.pk])
    assert stranger.get(url).status_code == 404
    assert as_role("viewer").get(url).status_code == 403
    viewed = as_role("viewer").get(reverse("wedding", args=[wedding.pk])).content.decode()
    assert not re.search("Move date|Undo", viewed)


@pytest.mark.parametrize("name", ["reflows", "reflow", "wedding-move", "wedding"])
def test_a_page_asks_no_more_for_many_steps_than_for_one(owner, vendor, count_queries, date, name):
    asked_for = []
    for count in (1, 3, 30):
        wedding = WeddingFactory(client__vendor=vendor, date=date)
        timeline = published(vendor, *(step(f"step{n}") for n in range(count)))
        entered(timeline, wedding, now=now())
        with tenant(vendor.pk):
            made = proposed(wedding, date + 90 * DAY)
        args = {"reflows": [], "reflow": [made.pk]}.get(name, [wedding.pk])
        query = f"?known=exact&life=booked&date={date + DAY}" if name == "wedding-move" else ""
        asked_for.append(count_queries(owner, reverse(name, args=args) + query))

    assert len(set(asked_for)) == 1
