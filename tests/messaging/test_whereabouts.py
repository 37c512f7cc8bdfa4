"""Where a person may be: what they say is certain, everything else is plausible."""

from messaging.whereabouts import places_of, zones_of
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person, Wedding

VENDOR = Vendor(timezone="America/Los_Angeles", country="US")
IN_ROME = Wedding(timezone="Europe/Rome", venue_country="IT")
FLORIDA, PARIS = "+13055550101", "+33612345678"


def test_what_they_say_is_certain():
    assert zones_of(Person(timezone="Asia/Tokyo", phone=PARIS), IN_ROME, VENDOR) == ("Asia/Tokyo",)


def test_a_number_and_a_wedding_are_both_plausible():
    assert zones_of(Person(phone=PARIS), IN_ROME, VENDOR) == ("Europe/Paris", "Europe/Rome")
    assert places_of(Person(phone=PARIS), IN_ROME, VENDOR) == ("FR", "IT")


def test_an_area_code_tells_the_state():
    assert places_of(Person(phone=FLORIDA), None, VENDOR) == ("US-FL",)


def test_of_whom_nothing_is_known_the_vendor_is_a_neighbour():
    assert zones_of(Person(), None, VENDOR) == ("America/Los_Angeles",)
    assert places_of(Person(), None, VENDOR) == ("US",)


def test_one_place_is_named_once():
    assert places_of(Person(phone=PARIS), Wedding(venue_country="FR"), VENDOR) == ("FR",)
