"""A file may add a yes; it never lifts a no."""

import pytest

from messaging.consent import Claim, add
from messaging.models import Consent
from tests.factories import PersonFactory
from wedsync.vendors.tenancy import tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    one = PersonFactory()
    with tenant(one.vendor_id):
        yield one


def claim(person, address=None):
    return Claim(person.pk, address or person.email, "row 3: yes")


def test_a_yes_is_noted_with_its_evidence(person):
    assert add(person.vendor_id, [claim(person)], basis="import") == 1

    row = Consent.objects.get()
    assert (row.granted, row.basis, row.evidence) == (True, "import", {"said": "row 3: yes"})


def test_the_same_yes_again_is_no_news(person):
    add(person.vendor_id, [claim(person)], basis="import")

    assert add(person.vendor_id, [claim(person)], basis="import") == 0


def test_a_no_stays_a_no(person):
    Consent.objects.create(
        vendor=person.vendor,
        person=person,
        address=person.email,
        channel="email",
        purpose="marketing",
        granted=False,
        basis="unsubscribe",
    )

    assert add(person.vendor_id, [claim(person)], basis="import") == 0


def test_a_new_address_needs_its_own_yes(person):
    add(person.vendor_id, [claim(person)], basis="import")

    assert add(person.vendor_id, [claim(person, "new@example.com")], basis="import") == 1
