"""People at the door: an owner, a seat of each role, a stranger, somebody without a seat."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from personalization.models import TemplateVersion
from tests.factories import (
    MembershipFactory,
    PersonFactory,
    TemplateFactory,
    UserFactory,
    VariantFactory,
    VendorFactory,
    WeddingFactory,
)
from wedsync.vendors import switches
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Wedding

As = Callable[[str], Client]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def as_role(vendor: Vendor) -> As:
    """`as_role("viewer")` is a browser of a member with that role."""
    return lambda role: signed_in(MembershipFactory(vendor=vendor, role=role).user)


@pytest.fixture
def owner(as_role: As) -> Client:
    return as_role("owner")


@pytest.fixture
def stranger(db: None) -> Client:
    """An owner too, but of somebody else's business."""
    return signed_in(MembershipFactory(vendor=VendorFactory()).user)


@pytest.fixture
def nobody(db: None) -> Client:
    return signed_in(UserFactory())


@pytest.fixture
def count_queries() -> Callable[[Client, str], int]:
    def count(client: Client, url: str) -> int:
        switches.forget()  # else a page asks for them or not, by the second
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def version(vendor: Vendor) -> TemplateVersion:
    """A template with something to say by e-mail."""
    return VariantFactory(version__template=TemplateFactory(vendor=vendor)).version


@pytest.fixture
def couple(vendor: Vendor) -> Wedding:
    """A wedding with one person to write to."""
    return WeddingFactory(client=PersonFactory(client__vendor=vendor).client)
