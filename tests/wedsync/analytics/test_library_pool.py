"""What is pooled hides everybody in it, and says what they have in common."""

from hypothesis import given
from hypothesis import strategies as st

from wedsync.analytics.library_pool import MOST, Tally, Wording, limited, pooled
from wedsync.lib.anonymity import K

A, B = Wording("A", "email", "en"), Wording("B", "email", "en")


@st.composite
def tallies(draw):
    delivered = draw(st.integers(0, 10_000))
    engaged = draw(st.integers(0, delivered))
    return Tally(float(delivered), float(engaged), float(draw(st.integers(0, delivered))))


by_vendor = st.lists(st.dictionaries(st.sampled_from([A, B]), tallies()), max_size=12)


@given(by_vendor)
def test_what_fewer_than_five_have_sent_is_not_there(given_tallies):
    found = pooled(given_tallies)

    for wording in (A, B):
        senders = [one for one in given_tallies if wording in one and one[wording].delivered > 0]
        assert (wording in found) == (len(senders) >= K)


@given(by_vendor)
def test_nobody_counts_for_more_than_the_most(given_tallies):
    for pool in pooled(given_tallies).values():
        assert pool.tally.delivered <= MOST * pool.vendors + 1e-6


@given(tallies().filter(lambda one: one.delivered > 0))
def test_a_limit_keeps_the_shares(tally):
    kept = limited(tally)

    assert abs(kept.engaged * tally.delivered - tally.engaged * kept.delivered) < 1e-6 * (
        1 + tally.delivered**2
    )


@given(by_vendor)
def test_a_share_lies_between_its_bounds(given_tallies):
    for pool in pooled(given_tallies).values():
        share, low, high = pool.engaged
        assert 0 <= low <= share <= high <= 1


@given(by_vendor)
def test_the_order_of_vendors_tells_nothing(given_tallies):
    one, other = pooled(given_tallies), pooled(reversed(given_tallies))

    assert one.keys() == other.keys()
    for wording in one:
        assert abs(one[wording].tally.delivered - other[wording].tally.delivered) < 1e-6
