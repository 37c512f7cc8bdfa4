"""Two wordings side by side."""

from hypothesis import given
from hypothesis import strategies as st

from wedsync.dashboard.differ import beside

WORDS = st.lists(st.sampled_from(["we", "look", "{{ a.b }}", "{", "at", "\n\n", " "])).map("".join)


@given(WORDS, WORDS)
def test_both_sides_are_there_as_they_were(before, after):
    sides = beside(before, after)

    assert "".join(piece.text for piece in sides.before) == before
    assert "".join(piece.text for piece in sides.after) == after


@given(WORDS)
def test_nothing_is_new_where_nothing_changed(words):
    assert not any(
        piece.new for piece in (*beside(words, words).before, *beside(words, words).after)
    )


def test_a_merge_tag_is_one_word():
    sides = beside("Hi {{ a.b }}!", "Hello {{ a.b }}!")

    assert [piece.text for piece in sides.after if piece.new] == ["Hello"]
