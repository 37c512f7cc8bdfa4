"""The judge of the chaos runs tells what it should."""

from tests.chaos.judge import Said, Verdict, copies, judge


def said(**changes):
    usual = {"id": "m", "provider": "twilio", "state": "delivered", "flagged": False, "copies": 1}
    return Said(**{**usual, **changes})


def test_all_is_well_when_everybody_heard_it_once():
    assert judge([said(), said(state="dead")]).good


def test_what_we_believe_to_have_arrived_and_nobody_has_is_lost():
    verdict = judge([said(copies=0), said(copies=0, state="queued"), said(copies=0, state="dead")])

    assert (verdict.lost, verdict.left, verdict.good) == (2, 1, False)


def test_a_double_that_was_flagged_is_known_and_one_that_was_not_is_a_fault():
    flagged, silent = said(copies=2, flagged=True), said(copies=2)

    assert judge([flagged]) == Verdict(1, 0, 0, 1, 0, 0, 1)
    assert judge([flagged]).good
    assert not judge([silent]).good


def test_a_provider_with_keys_has_no_excuse():
    assert not judge([said(provider="resend", copies=2, flagged=True)]).good


def test_notifications_under_one_tag_show_as_one():
    lines = [
        {"provider": "fcm", "seq": 1, "to": ["d"], "tags": {"t": "x"}},
        {"provider": "fcm", "seq": 2, "to": ["d"], "tags": {"t": "x"}},
        {"provider": "twilio", "seq": 3, "to": ["whatsapp:+1"], "tags": {}},
        {"provider": "twilio", "seq": 4, "to": ["+2"], "tags": {}},
        {"provider": "twilio", "seq": 5, "to": ["+2"], "tags": {}},
    ]

    assert copies(lines) == {"d": 1, "+1": 1, "+2": 2}
