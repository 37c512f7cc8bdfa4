"""What changed from one version to the next, line by line, as its author wrote it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from personalization.difference import Change, Line, differences
from tests.personalization.drafts import DRAFT

HELLO = {"type": "text", "text": "Hi Lena,\nhow are you?"}
TEXTS = st.lists(st.text(min_size=1, max_size=5).map(lambda text: {"type": "text", "text": text}))


def draft(*blocks, **changes):
    return replace(DRAFT, subject="Soon", preheader="", blocks=blocks, **changes)


def lines(old, new):
    (found,) = differences([old], [new])
    return [(line.change.value, line.where, line.text) for line in found.lines]


def test_a_changed_line_is_one_that_goes_and_one_that_comes():
    other = {"type": "text", "text": "Hi Lena,\nall well?"}

    assert lines(draft(HELLO), draft(other)) == [
        ("same", "Subject", "Soon"),
        ("same", "Block 1 (text)", "Hi Lena,"),
        ("removed", "Block 1 (text)", "how are you?"),
        ("added", "Block 1 (text)", "all well?"),
    ]


def test_conditions_labels_and_columns_are_compared_too():
    button = {"type": "button", "label": "Plan", "url": "https://x.test", "when": "wedding.guests"}
    columns = {"type": "columns", "columns": [[HELLO], [{"type": "divider"}, button]]}

    assert [one[1:] for one in lines(draft(HELLO), draft(columns)) if one[0] == "added"] == [
        ("Block 1 (columns), column 1, block 1 (text)", "Hi Lena,"),
        ("Block 1 (columns), column 1, block 1 (text)", "how are you?"),
        ("Block 1 (columns), column 2, block 1 (divider)", ""),
        ("Block 1 (columns), column 2, block 2 (button), when", "wedding.guests"),
        ("Block 1 (columns), column 2, block 2 (button), label", "Plan"),
        ("Block 1 (columns), column 2, block 2 (button), url", "https://x.test"),
    ]


def test_a_new_variant_and_a_dropped_one_are_named():
    old = [draft(HELLO), draft(HELLO, key="B")]
    new = [draft(HELLO), draft(HELLO, channel="sms", language="de")]

    found = differences(old, new)

    assert [(one.channel, one.language, one.key, one.change) for one in found] == [
        ("email", "en", "A", Change.SAME),
        ("email", "en", "B", Change.REMOVED),
        ("sms", "de", "A", Change.ADDED),
    ]
    assert [one.differs for one in found] == [False, True, True]


def test_weights_and_approved_templates_are_part_of_it():
    plain = draft(HELLO, channel="whatsapp")
    approved = replace(plain, content_sid="HX1", variables=["{{ couple.names }}"], weight=3)
    approved = replace(approved, body="Dear {{1}}, all is ready.")

    assert [one for one in lines(plain, approved) if one[0] == "added"] == [
        ("added", "Content template", "HX1"),
        ("added", "Body", "Dear {{1}}, all is ready."),
        ("added", "Variable 1", "{{ couple.names }}"),
        ("added", "Weight", "3"),
    ]


@given(TEXTS, TEXTS)
def test_each_side_can_be_read_off_the_difference(old, new):
    (found,) = differences([draft(*old)], [draft(*new)])

    for side, other in ((Change.REMOVED, old), (Change.ADDED, new)):
        (whole,) = differences([], [draft(*other)])
        kept = [one for one in found.lines if one.change in {side, Change.SAME}]
        assert [(one.where, one.text) for one in kept] == [
            (one.where, one.text) for one in whole.lines
        ]


@given(TEXTS)
def test_the_same_is_the_same(blocks):
    (found,) = differences([draft(*blocks)], [draft(*blocks)])

    assert not found.differs
    assert Line(Change.SAME, "Subject", "Soon") in found.lines
