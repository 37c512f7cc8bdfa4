"""A message's key names its campaign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.broadcast.keys import campaign_in, key_of
from messaging.channels.registry import channels


@given(st.uuids(), st.uuids(), st.sampled_from(sorted(channels())))
def test_a_key_remembers_its_campaign_and_fits_its_column(campaign, person, channel):
    key = key_of(campaign, person, channel)

    assert campaign_in(key) == campaign
    assert len(key) <= 200


@pytest.mark.parametrize("key", ["test:1", "campaign:1", "step:a:b:c", ""])
def test_other_keys_have_none(key):
    assert campaign_in(key) is None
