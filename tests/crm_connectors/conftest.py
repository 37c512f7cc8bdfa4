"""A sandbox whose VSCO studio the connectors read."""

from collections.abc import Iterator

import pytest

from tests.factories import VendorFactory
from wedsync.sandbox.client import Client
from wedsync.sandbox.serving import serving
from wedsync.vendors.models import Vendor


@pytest.fixture(scope="session")
def played() -> Iterator[Client]:
    with serving() as sandbox:
        yield sandbox


@pytest.fixture
def studio(played: Client, settings) -> Client:
    played.reset()
    settings.SANDBOX_URL = played.url
    return played


@pytest.fixture
def shop(committed: None) -> Vendor:
    """A vendor whose rows are really committed: runs open transactions of their own."""
    return VendorFactory()
