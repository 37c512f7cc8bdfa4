"""What most tests of the ledger need: an account, somebody to write to, a provider."""

import pytest

from messaging.models import Message
from tests.factories import AccountFactory
from wedsync.sandbox.serving import serving
from wedsync.vendors.tenancy import operator


@pytest.fixture(scope="session")
def running_sandbox():
    with serving() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox, settings):
    settings.RESEND_API_URL = running_sandbox.resend_url
    settings.MAILGUN_API_URL = running_sandbox.mailgun_url
    settings.SENDGRID_API_URL = running_sandbox.sendgrid_url
    settings.SANDBOX_SMTP = "{}:{}".format(*running_sandbox.smtp)
    settings.SANDBOX_URL = running_sandbox.url
    running_sandbox.reset()
    return running_sandbox


@pytest.fixture
def account(db):
    return AccountFactory()


@pytest.fixture
def now_of():
    """A message as it stands now, whoever's it is."""

    def read(message):
        with operator():
            return Message.objects.get(pk=message.pk)

    return read
