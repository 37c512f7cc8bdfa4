"""The people of the dashboard's tests, and a season to read."""

import pytest

from messaging.states import State
from tests.factories import WeddingDayFactory
from tests.wedsync.dashboard.conftest import (
    as_role,
    count_queries,
    nobody,
    owner,
    stranger,
)
from tests.wedsync.dashboard.stage import messages_of, running

__all__ = ["as_role", "count_queries", "nobody", "owner", "stranger"]


@pytest.fixture
def campaign(vendor):
    campaign = running(vendor, State.DELIVERED, State.QUEUED)
    WeddingDayFactory(wedding=messages_of(campaign)[0].wedding)
    return campaign
