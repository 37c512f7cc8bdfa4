"""What WhatsApp would refuse is told before it is handed in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.whatsapp import BODY, VARIABLE, Words, faults, sells

SOUND = "Hi {{1}}, your gallery of {{2}} is ready. Thank you for having us!"
WORD = st.sampled_from(["your", "day", "Hello,", "it\u2019s", "ready.", "at", "Villa"])


def told(body, *, count=0, **words):
    return list(faults(Words(body, count=count, **words)))


def test_a_sound_template_has_no_fault():
    assert told(SOUND, count=2, header="For {{1}}", footer="Atelier Lumen") == []
    assert told("Your gallery is ready.") == []
    assert told("Again {{1}} and again: {{1}}, it is you.", count=1) == []


@pytest.mark.parametrize(
    ("body", "count", "sentence"),
    [
        ("", 0, "It has no body."),
        ("a" * 1025, 0, "Its body has 1,025 characters; 1,024 is the most."),
        ("a\n\n\nb", 0, "Its body has more than one empty line in a row."),
        ("Dear {{name}}, hello", 0, "A variable is written {{1}}, with a number and nothing else."),
        ("Dear {{ 1 }}, hello", 0, "A variable is written {{1}}, with a number and nothing else."),
        ("{{1}}, your day is near", 1, "Its body may not begin with a variable."),
        (" {{1}}, your day is near", 1, "Its body may not begin with a variable."),
        ("Your day is near, {{1}}\n", 1, "Its body may not end with a variable."),
        (
            "See you at {{1}} {{2}} then, with all of us",
            2,
            "Two variables stand side by side: put a word between them.",
        ),
        (
            "See you at {{2}} then, dear {{1}}, with us",
            2,
            "Its variables must be numbered {{1}}, {{2}} … in the order they stand.",
        ),
        (
            "See you there, dear {{2}}, with us",
            1,
            "Its variables must be numbered {{1}}, {{2}} … in the order they stand.",
        ),
        ("Hi {{1}}, hello!", 1, "Its variables need 3 words around them; here are 2."),
        (SOUND, 1, "Variables in its body: 2; given: 1."),
    ],
)
def test_each_rule_has_its_sentence(body, count, sentence):
    assert told(body, count=count) == [sentence]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"header": "a" * 61}, "Its header has 61 characters; 60 is the most."),
        ({"header": "a\nb"}, "Its header must be one line."),
        ({"header": "{{1}} and {{2}}"}, "Its header has one variable at most."),
        ({"footer": "a" * 61}, "Its footer has 61 characters; 60 is the most."),
        ({"footer": "From {{1}}"}, "Its footer has no variable."),
    ],
)
def test_header_and_footer_have_limits_of_their_own(words, sentence):
    assert told("Your gallery is ready.", **words) == [sentence]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("Now 20% off all albums", "20% off"),
        ("A Special Offer for you", "Special Offer"),
        ("Your photos, for free", "for free"),
        ("Use promo code MAY", "promo code"),
    ],
)
def test_what_sells_is_named(body, word):
    assert sells(Words(body)).startswith(f"“{word}” makes it marketing")


@pytest.mark.parametrize("body", [SOUND, "The wholesale florist arrives at noon.", "Are you free?"])
def test_what_is_of_use_is_left_alone(body):
    assert sells(Words(body)) == ""


@given(st.lists(st.lists(WORD, min_size=3, max_size=5), min_size=2, max_size=12))
def test_a_body_with_words_enough_between_its_variables_is_sound(runs):
    texts = [" ".join(run) for run in runs]
    body = texts[0] + "".join(f" {{{{{n}}}}} {text}" for n, text in enumerate(texts[1:], 1))

    assert told(body, count=len(runs) - 1) == []


@given(st.text("a {}1\n", max_size=40))
def test_whatever_is_sound_begins_and_ends_with_words_and_fits(body):
    count = len(set(VARIABLE.findall(body)))
    if told(body, count=count):
        return

    assert 0 < len(body) <= BODY
    assert not VARIABLE.match(body.strip())
    assert "{{" not in VARIABLE.sub("", body)
