"""Every state has a word."""

import pytest

from campaigns.experiment.decision import Word
from campaigns.models import State as CampaignState
from crm_connectors.models import ImportState, Standing, SyncState
from crm_connectors.sync_models import Outcome
from messaging.states import State
from wedsync.dashboard.looks import (
    CAMPAIGN,
    CONNECTION,
    EXPERIMENT,
    IMPORT,
    MESSAGE,
    SYNC,
    SYNC_ROW,
    WEDDING,
    Look,
    look,
)
from wedsync.weddings.models import Life


@pytest.mark.parametrize(
    ("known", "states"),
    [
        (MESSAGE, State),
        (CAMPAIGN, CampaignState),
        (WEDDING, Life),
        (IMPORT, ImportState),
        (CONNECTION, Standing),
        (SYNC, SyncState),
        (SYNC_ROW, Outcome),
        (EXPERIMENT, Word),
    ],
)
def test_no_state_is_left_without_a_word(known, states):
    assert set(known) == {state.value for state in states}


def test_what_nobody_described_goes_by_its_own_name():
    assert look("event", "link_expired") == Look("Link expired")
