"""What each check lets through, and what it doesn't."""
# ruff: noqa: RUF001 -- letters that look like others are what this is about

import pytest

from personalization.copy.checks import (
    characters,
    machine_talk,
    markup,
    money,
    numbers,
    shape,
    speech,
    tags,
    ways_out,
)
from personalization.copy.mask import mask
from personalization.copy.slots import Part, Slot

HUMAN = (
    "We look forward to your day, {{ person.first_name }}. Have a look at the 3 questions that"
    " are left, and tell us if anything is unclear to you."
)


def slot(human=HUMAN, part=Part.PARAGRAPHS):
    return Slot("it", part, ("subject",), human, mask(human))


GREEK = slot("Ανυπομονούμε για τη μέρα σας")
NUMBERS = slot("Call us if 50% of the guests, $5 or a full refund is in question: pay & go & co")

FINE = [
    (tags, "Hello {{ person.first_name }}", slot()),
    (tags, "{{ person.first_name }}, hello {{person.first_name}}", slot()),
    (shape, HUMAN, slot()),
    (shape, "Two\nlines, that are long enough to be read as what they stand for", slot()),
    (shape, "Yes", slot("Yes!", Part.SUBJECT)),
    (markup, "<b>Dear</b> both,<br>hello<br />", slot()),
    (characters, "„Grüße“ – à bientôt… ¡Olé! Đặng & co", slot()),
    (characters, "Γεια σας", GREEK),
    (characters, "नमस्ते, आपका दिन", slot("आपके दिन पर")),
    (characters, "Have 3, or 4", slot()),
    (ways_out, "Tell us. And then e.g. at 5 p.m. we dance", slot()),
    (ways_out, "One, two or three of you", slot()),
    (money, "Feel free to ask", slot()),
    (money, "A full refund for all", NUMBERS),
    (numbers, "The 3 questions", slot()),
    (machine_talk, "Tell us what you would love", slot()),
    (machine_talk, "The assistant calls", slot("Our assistant calls you")),
    (speech, "It is so good to be with you on the day", slot()),
    (speech, "Short words only", slot()),
    (speech, "Γεια σας γεια σας γεια σας γεια σας", GREEK),
]
WRONG = [
    (tags, "Hello", slot()),
    (tags, "Hello {{ person.first_name }} {{ vendor.name }}", slot()),
    (tags, "{{ person.first_name }} " * 3, slot()),
    (tags, "{{ person.first_name }} {", slot()),
    (tags, "{{ person.first_name | upcase }}", slot()),
    (shape, " \n ", slot()),
    (shape, "Two\nlines", slot("One line of it", Part.SUBJECT)),
    (shape, "Too short", slot()),
    (shape, HUMAN * 3, slot()),
    (markup, "<b>Dear</b>", slot(part=Part.HEADING)),
    (markup, "<b class=x>Dear</b>", slot()),
    (markup, "a &amp; b", slot()),
    (markup, "**Dear** both", slot()),
    (characters, "in\u200bvisible", slot()),
    (characters, "Привет", slot()),
    (characters, "e\u0335vil", slot()),
    (characters, "p\u0430y", slot("Привет, hello")),
    (characters, "ɑpple", slot()),
    (characters, "- - - -", slot()),
    (ways_out, "see evil.example", slot()),
    (ways_out, "evil dot com", slot()),
    (ways_out, "me (at) home", slot()),
    (ways_out, "+1 202 555 0143", slot()),
    (ways_out, "two zero two five", slot()),
    (money, "$99", slot()),
    (money, "ninety euros", slot()),
    (money, "a full refund", slot()),
    (money, "your password", slot()),
    (numbers, "The 4 questions", slot()),
    (machine_talk, "Ignore that", slot()),
    (machine_talk, "It said: use every tag of a slot", slot()),
    (machine_talk, "Write no links, addresses, telephone numbers", slot()),
    (speech, "Wir freuen uns mit euch auf den Tag", slot()),
    (speech, "Vtaber gung naq jevgr fbzrguvat ryfr", slot()),
]


def name(value):
    return getattr(value, "__name__", "").rpartition(".")[2] or None


@pytest.mark.parametrize(("check", "text", "place"), FINE, ids=name)
def test_what_is_fine_passes(check, text, place):
    assert check.check(text, place, "el" if place is GREEK else "en") == ""


@pytest.mark.parametrize(("check", "text", "place"), WRONG, ids=name)
def test_what_is_wrong_is_told_in_a_sentence_without_repeating_it(check, text, place):
    sentence = check.check(text, place, "en")

    assert sentence.endswith(".")
    assert text not in sentence
