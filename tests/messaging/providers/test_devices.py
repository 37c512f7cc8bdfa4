"""One answer from several devices."""

from hypothesis import given
from hypothesis import strategies as st

from messaging.providers.devices import Sent, together
from messaging.providers.protocol import Accepted, Deferred, Misconfigured, Refused, Unknown

REACHED = Sent("a", name="projects/x/messages/1")
GONE = Sent("b", answer=Refused("gone", "UNREGISTERED", "address"))
ODD = Sent("c", answer=Refused("odd"))
LATER = Sent("d", answer=Deferred("slow down", 7.0, "rate"))
LOCKED = Sent("e", answer=Misconfigured("no right"))
SILENT = Sent("f", answer=Unknown("reset"))
EVERY = [REACHED, GONE, ODD, LATER, LOCKED, SILENT]


def test_nobody_to_reach_is_the_addresss_fault():
    assert together([]) == Refused("no device is registered", fault="address")


def test_one_device_reached_is_a_person_reached():
    assert together([GONE, LATER, LOCKED, REACHED]) == Accepted(["projects/x/messages/1"], ["b"])


def test_what_nobody_knows_is_asked_again_even_if_another_was_reached():
    assert together([REACHED, SILENT]) == Unknown("reset")


def test_an_account_to_mend_is_worse_than_a_pause():
    assert together([LATER, LOCKED]) == Misconfigured("no right")
    assert together([GONE, LATER]) == Deferred("slow down", 7.0, "rate")


def test_a_bad_message_is_worse_than_a_missing_device():
    assert together([GONE, ODD]) == Refused("odd", gone=["b"])


@given(st.lists(st.sampled_from(EVERY), min_size=1))
def test_the_order_of_devices_does_not_matter(sent):
    assert together(sent) == together(sorted(sent, key=EVERY.index))
