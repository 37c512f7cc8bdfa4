import pytest

from crm_connectors.outgoing import call
from crm_connectors.outgoing.endpoints import open_endpoint
from tests.crm_connectors.outgoing.receiver import receiver
from wedsync.vendors.tenancy import tenant


@pytest.fixture
def there(settings, monkeypatch):
    """A receiver on the one address of this machine that may be called; patience is short."""
    settings.WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    monkeypatch.setattr(call, "SECONDS", 0.4)
    with receiver() as server:
        yield server


@pytest.fixture
def listen(vendor):
    """Open an endpoint of the vendor; its secret is kept on it."""

    def listen(url, *kinds):
        with tenant(vendor.pk):
            endpoint, secret = open_endpoint(
                vendor, url, kinds or ("client.created",), actor="user:1"
            )
        endpoint.secret = secret
        return endpoint

    return listen
