"""The letter on a message's page."""

from django.urls import reverse

from messaging.states import State
from tests.wedsync.dashboard.stage import bring
from tests.wedsync.dashboard.test_messages import handed, message, text_of
from wedsync.vendors.tenancy import tenant

__all__ = ["message"]


def test_what_left_is_shown_as_it_left(owner, vendor, message):
    handed(message, vendor)
    bring(message, State.ACCEPTED)
    with tenant(vendor.pk):
        message.person.given_name = "Somebody else"
        message.person.save(update_fields=["given_name"])

    text = text_of(owner, message)
    letter = owner.get(reverse("message-preview", args=[message.pk])).content.decode()

    assert "lena@before.example" in text
    assert "re_4711" in text
    assert "Hi Lena" in letter


def test_looking_at_a_letter_is_not_opening_it(owner, vendor, message):
    handed(message, vendor)

    letter = owner.get(reverse("message-preview", args=[message.pk])).content.decode()

    assert "/o/" not in letter
    assert "/c/" not in letter
    assert "https://fern.example/answer" in letter


def test_what_has_not_left_has_no_letter_yet(owner, message):
    assert owner.get(reverse("message-preview", args=[message.pk])).status_code == 404
    assert "It is written at the moment it leaves" in text_of(owner, message)
