"""What was made in English is said in the reader's language."""

import re

import pytest
from django.utils.translation import override

from tests.wedsync.test_spanish import spanish
from wedsync.lib.refusal import Refusal
from wedsync.lib.translated import HOLE, MONTHS, SHAPES, offered, told, translated

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
    assert translated("ana@example.com has a seat already.") == "ana@example.com ya tiene acceso."


@pytest.mark.usefixtures("in_spanish")
def test_a_sentence_inside_a_sentence_is_said_again_too():
    said = translated("“Ours” can't be asked: An audience can't be a part of itself.")

    assert said == "“Ours” no se puede preguntar: Una audiencia no puede ser parte de sí misma."


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
    assert translated("last on 19 Jun 2027") == "la última vez el 19 jun 2027"


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
    holes = sorted(set(HOLE.findall(template)))
    values = {name: filling(name, number) for number, name in enumerate(holes)}

    assert translated(template.format(**values)) == told(Refusal(template, **values))


def filling(name, number):
    told_apart = {
        "share": f"{number} %",
        "held": f"{number} %",
        "others": "12 % of 205 with A",
        "distance": f"{number} fortnights",
        "at": ", 09:30",
        "variant": "B",
    }
    return told_apart.get(name, str(number) if name in SHAPES else f"<{number}>")


@pytest.mark.usefixtures("in_spanish")
def test_two_readers_of_one_row_may_have_two_languages():
    sentence = "Nobody fits this audience."
    with override("en"):
        assert translated(sentence) == sentence
    assert re.match("Nadie", translated(sentence))


def test_a_year_has_twelve_months():
    assert len(MONTHS) == 12


@pytest.mark.usefixtures("in_spanish")
@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("6 weeks before the anniversary, 09:30", "6 semanas antes del aniversario, 09:30"),
        ("1 month and 2 days after the wedding", "1 mes y 2 días después de la boda"),
        ("Of the first 3: 2 by E-mail, 1 by SMS.", "De los primeros 3: 2 por Correo, 1 por SMS."),
        (
            "It has nothing to say for “Our name”, “Budget” and 2 more.",
            "No tiene nada que decir para “Our name”, “Presupuesto” y 2 más.",
        ),
        (
            (
                "A won: 24 % of 210 weddings against 12 % of 205 with B and 9 % of 200 with C"
                " followed a link; the chance that it is the best is 99.2 %."
            ),
            (
                "Ganó A: 24 % de 210 bodas contra 12 % de 205 con B y 9 % de 200 con C:"
                " siguieron un enlace; la probabilidad de que sea la mejor es 99.2 %."
            ),
        ),
        (
            "Your cap of 2 a week is reached: held until Sun 20 Jun 2027, 12:00 PDT.",
            "Se alcanzó tu límite de 2 por semana: retenido hasta dom 20 jun 2027, 12:00 PDT.",
        ),
    ],
)
def test_pieces_of_a_sentence_are_said_in_their_turn(english, spanish):
    assert translated(english) == spanish


def test_choices_are_said_when_they_are_shown():
    shown = offered([("owner", "Owner")])

    assert shown() == [("owner", "Owner")]
    with override("es"):
        assert shown() == [("owner", "Propietario")]
