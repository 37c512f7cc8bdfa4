"""Over which channel, and when another one is tried."""

from hypothesis import given
from hypothesis import strategies as st

from campaigns.broadcast.strategy import (
    ENDED,
    SENTENCES,
    Pick,
    Reach,
    Way,
    chained,
    preferred,
)
from messaging.states import FINAL, WAITING, State

ORDER = ("sms", "email", "push")
HERE, GONE = Reach(address=True), Reach(address=False)
reaches = st.builds(
    Reach, st.booleans(), st.sampled_from(["", "granted", "revoked"]), st.booleans()
)
maps = st.fixed_dictionaries(dict.fromkeys(ORDER, reaches))
channels = st.sampled_from(["", *ORDER, "whatsapp"])


def test_every_reason_has_its_sentence():
    assert set(SENTENCES) == set(Way)


def test_a_chain_goes_on_only_after_what_no_report_can_take_back():
    assert ENDED <= FINAL


def test_a_chain_never_goes_on_while_it_may_have_arrived():
    perhaps = {State.SENDING, State.UNKNOWN, State.ACCEPTED, State.SENT, State.DELIVERED}

    assert ENDED.isdisjoint(perhaps | WAITING)


@given(maps, channels, st.booleans())
def test_a_preferred_channel_is_always_one_of_the_vendors(reach, answered, needs_yes):
    pick = preferred(ORDER, reach, answered, needs_yes=needs_yes)

    assert ORDER[pick.step] == pick.channel


@given(maps, channels, st.booleans())
def test_nobody_is_written_to_where_they_said_no_if_another_way_is_open(reach, answered, needs_yes):
    pick = preferred(ORDER, reach, answered, needs_yes=needs_yes)

    if any(one.open_to(needs_yes=needs_yes) for one in reach.values()):
        assert reach[pick.channel].open_to(needs_yes=needs_yes)


def test_what_they_answered_on_comes_before_the_vendors_order():
    reach = dict.fromkeys(ORDER, HERE)

    assert preferred(ORDER, reach, "push") == Pick("push", 2, Way.ANSWERED)
    assert preferred(ORDER, reach) == Pick("sms", 0, Way.ORDER)


def test_a_yes_counts_more_than_the_order():
    reach = {"sms": HERE, "email": Reach(address=True, consent="granted")}

    assert preferred(ORDER, reach) == Pick("email", 1, Way.ALLOWED)


def test_where_they_answered_but_said_no_is_no_way():
    reach = {"sms": Reach(address=True, consent="revoked"), "email": HERE}

    assert preferred(ORDER, reach, "sms") == Pick("email", 1, Way.ORDER)


def test_whom_nothing_reaches_is_waited_for_on_the_first_channel_with_an_address():
    stopped = Reach(address=True, suppressed=True)

    assert preferred(ORDER, {"email": stopped}) == Pick("email", 1, Way.ORDER)
    assert preferred(ORDER, {}) == Pick("sms", 0, Way.NOWHERE)


@given(maps, st.integers(0, 3))
def test_a_chain_only_goes_forward_and_only_to_an_address(reach, step):
    pick = chained(ORDER, reach, step)

    if pick is None:
        assert step
        assert not any(reach[each].address for each in ORDER[step:])
    else:
        assert pick.step >= step
        assert reach[pick.channel].address or pick == Pick("sms", 0, Way.NOWHERE)


def test_a_chain_leaves_out_what_has_no_address():
    assert chained(ORDER, {"sms": GONE, "email": HERE}) == Pick("email", 1, Way.FALLBACK)
    assert chained(ORDER, {"sms": HERE}) == Pick("sms", 0, Way.ORDER)
