"""What they wrote themselves stays, every line of it; what they quote goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.quoted import WROTE, own_words

OURS = "Hi Lena,\nhow is Fern Hall?\n\nSee you soon"
MARKED = "\n".join(f"> {line}" for line in OURS.split("\n"))
ANNOUNCED = [
    "On Tue, 1 Jun 2027 at 10:00, Fern Hall <hello@fern.example> wrote:",
    "On Tue, 1 Jun 2027 at 10:00, Fern Hall\n<hello@fern.example> wrote:",
    "On Tue, 1 Jun 2027 at 10:00,\nFern Hall <hello@fern.example>\nwrote:",
    "Am 01.06.27 um 10:00 schrieb Fern Hall:",
    "Am 01.06.27 um 10:00 schrieb Fern Hall\n<hello@fern.example>:",
    "El mar, 1 jun 2027 a las 10:00, Fern Hall (<hello@fern.example>) escribió:",
    "Le mar. 1 juin 2027 à 10:00, Fern Hall <hello@fern.example> a écrit :",
    "Il giorno mar 1 giu 2027 alle ore 10:00 Fern Hall ha scritto:",
    "Em ter., 1 de jun. de 2027, Fern Hall escreveu:",
    "Op di 1 jun 2027 om 10:00 schreef Fern Hall:",
    "Fern Hall wrote:",
    "<hello@fern.example> wrote:",
    "On Friday Vera wrote:",
]
TRICKY = [
    "On 3 June we marry",
    "On 3 June you wrote to us",
    "about this:",
    "<3",
    ":",
    "To: 3 guests",
]
OWN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30).filter(
    lambda line: not line.lstrip().startswith(">") and not WROTE.search(line)
)
LINES = st.lists(st.sampled_from(TRICKY) | OWN, max_size=6)


def spoken(lines):
    return [line for line in lines if line.strip()]


@given(LINES, st.sampled_from(ANNOUNCED), LINES)
def test_no_line_of_their_own_is_ever_lost(above, announced, below):
    """All of it, in order; at most with the line that says whose words would follow."""
    text = "\n".join(["Hello!", *above, announced, MARKED, *below])

    kept = own_words(text, OURS).split("\n")

    rest = iter(line.strip() for line in kept)
    assert all(line.strip() in rest for line in spoken(["Hello!", *above, *below]))


@given(st.text())
def test_what_says_something_never_comes_to_nothing(text):
    assert bool(own_words(text)) == bool(text.strip())


@given(LINES)
def test_twice_is_once(lines):
    once = own_words("\n".join([*lines, "Vera wrote:", MARKED]))

    assert own_words(once) == once


@pytest.mark.parametrize("announced", ANNOUNCED)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_what_programs_announce_goes_with_what_follows(announced, gap):
    assert own_words(f"Yes, at four.\n\n{announced}\n{gap}{MARKED}") == "Yes, at four."


def test_answers_between_the_lines_stay():
    text = "Fern Hall wrote:\n> Fish or meat?\nFish.\n> And to drink?\nWater."

    assert own_words(text) == "Fish.\nWater."


@pytest.mark.parametrize(
    "text",
    [
        "> 100 guests, I fear",
        "We settled on this:\n> white\n> roses",
        "My list:\n1. fish\n2. water",
        "What Vera wrote: I liked it",
        "From: Lena\nTo: you\nHello",
        "On 3 June you wrote to us\nabout this:\n> white roses",
        "-- \nLena & Marc",
    ],
)
def test_what_nobody_announced_is_their_own(text):
    assert own_words(text) == text.strip()


def test_a_mail_that_is_nothing_but_quoted_stays_whole():
    text = f"Fern Hall wrote:\n{MARKED}"

    assert own_words(text) == text


OUTLOOK = """From: Fern Hall <hello@fern.example>
Sent: Tuesday, June 1, 2027 10:00 AM
To: Lena
Subject: One question

Hi   Lena,
How is Fern Hall?"""


@pytest.mark.parametrize(
    "divider", ["", "-----Original Message-----\n", "________________________________\n"]
)
def test_unmarked_quotes_go_where_they_are_known_to_be_ours(divider):
    text = f"Yes.\n\n{divider}{OUTLOOK}"

    assert own_words(text, OURS) == "Yes."
    assert own_words(text) == text


def test_what_was_written_into_an_unmarked_quote_keeps_all_of_it():
    text = f"See below.\n{OUTLOOK}\nWe love it!"

    assert own_words(text, OURS) == text


def test_a_long_paragraph_above_changes_nothing():
    assert own_words(f"{'word ' * 200}\nVera wrote:\n{MARKED}") == ("word " * 200).strip()


def test_a_line_too_long_to_announce_anything_stays():
    text = f"{'x' * 400} wrote:\n{MARKED}"

    assert own_words(text) == text


def test_windows_lines_are_lines():
    assert own_words("Yes.\r\n\r\nVera wrote:\r\n> Well?\r\n") == "Yes."
