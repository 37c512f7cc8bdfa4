"""The inbox: what waits, whose it is, and answers over any channel."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import now

from messaging.models import Message, SavedReply, Thread
from tests.factories import PersonFactory
from tests.messaging.texts import asked, say, twilio
from wedsync.dashboard.cursor import SIZE
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import operator


@pytest.fixture
def account(vendor):
    return twilio(vendor=vendor)


@pytest.fixture
def thread(account):
    return asked(account, given_name="Lena")


def page(browser, name="inbox", *args, **asked):
    return browser.get(reverse(name, args=args), asked).content.decode()


def post(browser, name, thread, **form):
    return browser.post(reverse(name, args=[thread.pk]), form, follow=True)


def replies():
    with operator():
        return list(Message.objects.filter(dedupe_key__startswith="reply:"))


def again(thread):
    with operator():
        return Thread.objects.get(pk=thread.pk)


def test_what_they_wrote_stands_in_the_list(owner, thread):
    html = page(owner)

    assert "Is there parking?" in html
    assert "1 unread" in html


def test_an_empty_inbox_says_what_will_come(owner):
    assert "comes in here by itself" in page(owner)


def test_whoever_wrote_and_is_unknown_is_shown_apart(owner, account):
    say(account, "Do you have a date in May?", sender="+14155550199")

    assert "Do you have a date in May?" in page(owner, show="unknown")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"show": "unread"}, True),
        ({"show": "nobody"}, True),
        ({"show": "mine"}, False),
        ({"show": "snoozed"}, False),
        ({"channel": "sms"}, True),
        ({"channel": "email"}, False),
        ({"q": "lena"}, True),
        ({"q": "nobody at all"}, False),
    ],
    ids=str,
)
def test_every_filter_is_an_address(owner, thread, asked, shown):
    assert ("Is there parking?" in page(owner, **asked)) == shown


def test_the_list_costs_the_same_however_long_it_is(owner, vendor, thread, count_queries):
    one = count_queries(owner, reverse("inbox"))
    people = [PersonFactory(client__vendor=vendor) for _ in range(SIZE + 3)]
    with operator():
        Thread.objects.bulk_create(
            Thread(id=uuid7(), vendor=vendor, person=person) for person in people
        )

    assert count_queries(owner, reverse("inbox")) == one
    assert "after=" in page(owner)


def test_an_answer_joins_the_conversation(owner, thread):
    response = post(owner, "thread-reply", thread, key="1", channel="sms", text="Twenty places.")

    assert "Twenty places." in response.content.decode()
    assert len(replies()) == 1


def test_an_answer_for_later_waits_and_is_taken_back(owner, thread):
    at = (now() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    post(owner, "thread-reply", thread, key="1", channel="sms", text="Later.", at=at)
    [waiting] = replies()
    assert waiting.state == "scheduled"

    owner.post(reverse("thread-unsend", args=[thread.pk, waiting.pk]))

    assert [one.state for one in replies()] == ["cancelled"]


def test_nothing_is_said_in_no_words(owner, thread):
    response = post(owner, "thread-reply", thread, key="1", channel="sms", text=" ")

    assert response.status_code == 422
    assert "This field is required" in response.content.decode()
    assert not replies()


def test_a_refusal_is_shown_in_words(owner, thread):
    response = post(owner, "thread-reply", thread, key="1", channel="sms", text="x" * 5000)

    assert "characters" in response.content.decode()
    assert not replies()


def test_a_saved_reply_is_filled_in_and_not_yet_sent(owner, thread, vendor):
    with operator():
        saved = SavedReply.objects.create(
            vendor=vendor, name="Parking", text="Hi {{ person.first_name }}"
        )

    assert "Hi Lena" in page(owner, "thread", thread.pk, saved=saved.pk)
    assert not replies()


def test_opening_reads_nothing_and_the_button_does(owner, thread):
    page(owner, "thread", thread.pk)
    assert again(thread).unread == 1

    post(owner, "thread-read", thread)
    assert again(thread).unread == 0


def test_a_page_that_read_it_by_itself_offers_to_take_that_back(owner, thread):
    response = owner.post(reverse("thread-read", args=[thread.pk]), headers={"HX-Request": "true"})
    button = response.content.decode()

    assert response.status_code == 200
    assert "Mark unread" in button
    assert "Mark read" not in button
    assert "hx-trigger" not in button
    assert again(thread).unread == 0


def test_it_is_given_and_put_off(owner, thread, vendor):
    with operator():
        seat = vendor.memberships.get()
    post(owner, "thread-assign", thread, member=seat.pk)
    at = (now() + dt.timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    post(owner, "thread-snooze", thread, until=at)

    assert again(thread).assignee_id == seat.pk
    assert "Is there parking?" not in page(owner, show="mine")
    assert "Is there parking?" in page(owner, show="snoozed")


@pytest.mark.parametrize(
    ("role", "answered", "assigned"), [("viewer", 403, 403), ("assistant", 403, 302)]
)
def test_a_role_limits_what_one_does(as_role, thread, role, answered, assigned):
    browser = as_role(role)
    words = {"key": "1", "channel": "sms", "text": "Hello"}
    address = [thread.pk]

    assert browser.post(reverse("thread-reply", args=address), words).status_code == answered
    assert browser.post(reverse("thread-assign", args=address), {}).status_code == assigned
    assert "Your answer" not in page(browser, "thread", thread.pk)


def test_a_saved_reply_is_kept_changed_and_removed(owner, vendor):
    add = reverse("saved-add")
    owner.post(add, {"name": "Parking", "text": "Twenty places."})
    owner.post(add, {"name": "Parking", "text": "Thirty places."})
    assert "Thirty places." in page(owner, "saved-replies")
    with operator():
        saved = SavedReply.objects.get()

    owner.post(reverse("saved-remove", args=[saved.pk]))

    assert "No saved reply yet" in page(owner, "saved-replies")


def test_the_menu_of_every_page_says_how_much_is_unread(owner, thread):
    assert '1<span class="unseen"> unread</span>' in page(owner, "settings")
    assert '1<span class="unseen"> unread</span>' in page(owner, "inbox-unread")


def test_what_is_read_or_put_off_is_not_counted(owner, thread):
    with operator():
        Thread.objects.filter(pk=thread.pk).update(snoozed_until=now() + dt.timedelta(days=1))

    assert '<span class="unseen"> unread</span>' not in page(owner, "inbox-unread")


def test_the_menu_stops_counting_at_99(owner, vendor):
    with operator():
        people = PersonFactory.create_batch(101, client__vendor=vendor)
        Thread.objects.bulk_create(
            Thread(id=uuid7(), vendor=vendor, person=one, unread=1) for one in people
        )

    assert "99+<span" in page(owner, "inbox-unread")
