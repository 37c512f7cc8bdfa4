"""What the ledger of money says aloud."""

import pytest
from structlog.testing import capture_logs as capturing


@pytest.fixture
def capture_logs():
    with capturing() as said:
        yield said
