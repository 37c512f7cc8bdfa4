"""What was made in English is said in the reader's language."""

import re

import pytest
from django.utils.translation import override

from tests.wedsync.test_spanish import spanish
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import HOLE, MONTHS, told, translated

TEMPLATES = [one.id for one in spanish() if isinstance(one.id, str) and HOLE.search(one.id)]


@pytest.fixture
def in_spanish():
    with override("es"):
        yield


@pytest.mark.usefixtures("in_spanish")
def test_a_sentence_is_said_again():
    assert translated("Only a draft can be launched.") == "Solo se puede lanzar un borrador."


@pytest.mark.usefixtures("in_spanish")
def test_what_stood_in_its_holes_stands_there_again():
    assert (
        translated("ana@example.com has a seat already.") == "ana@example.com ya tiene un puesto."
    )


@pytest.mark.usefixtures("in_spanish")
def test_a_sentence_inside_a_sentence_is_said_again_too():
    said = translated("“June” can't be asked: An audience can't be a part of itself.")

    assert said == "“June” no se puede preguntar: Una audiencia no puede ser parte de sí misma."


@pytest.mark.usefixtures("in_spanish")
@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("only a draft can be launched", "solo se puede lanzar un borrador"),
        ("Only a draft can be launched", "Solo se puede lanzar un borrador"),
        ("Choose one at least.", "Elige al menos uno."),
    ],
)
def test_it_is_known_without_its_full_stop_and_with_another_first_letter(english, spanish):
    assert translated(english) == spanish


@pytest.mark.usefixtures("in_spanish")
@pytest.mark.parametrize("sentence", ["", "Nobody marked this.", "."])
def test_what_nobody_marked_stays(sentence):
    assert translated(sentence) == sentence


@pytest.mark.usefixtures("in_spanish")
def test_a_day_is_written_as_the_language_does():
    assert translated("Sat 19 Jun 2027, 12:00 CEST") == "sáb 19 jun 2027, 12:00 CEST"


def test_english_stays_english():
    assert translated("Sat 19 Jun 2027") == "Sat 19 Jun 2027"


@pytest.mark.usefixtures("in_spanish")
def test_a_refusal_is_told_by_its_own_template():
    refusal = Refusal(
        "“{name}” is still used by {named}.", name="June", named="“a” is still used by"
    )

    assert told(refusal) == "“June” todavía se usa en “a” is still used by."
    assert told(Refusal("Nobody fits this audience.")) == "Nadie encaja en esta audiencia."


def test_a_refusal_in_english_is_its_reason():
    assert told(Refusal("{most} keys are enough: revoke one first.", most=9)).startswith("9 keys")


@pytest.mark.usefixtures("in_spanish")
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_is_recognised(template):
    """Filled with what says nothing itself, each is said again by its own translation."""
    values = {name: f"<{n}>" for n, name in enumerate(sorted(set(HOLE.findall(template))))}
    known = {one.id: one.string for one in spanish()}

    assert translated(template.format(**values)) == known[template].format(**values)


@pytest.mark.usefixtures("in_spanish")
def test_two_readers_of_one_row_may_have_two_languages():
    sentence = "Nobody fits this audience."
    with override("en"):
        assert translated(sentence) == sentence
    assert re.match("Nadie", translated(sentence))


def test_a_year_has_twelve_months():
    assert len(MONTHS) == 12
