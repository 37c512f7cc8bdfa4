"""Fields of an import are called by words, in the reader's language."""

import pytest
from django.utils.translation import override

from crm_connectors.fields import FIELDS
from wedsync.dashboard.column_names import called, group, part


@pytest.mark.parametrize(
    ("key", "english", "spanish"),
    [
        ("partner_b.given_name", "Partner B: first name", "Persona B: nombre"),
        ("wedding.date", "Wedding date", "Fecha de la boda"),
        ("wedding.venue_city", "Town of the venue", "Ciudad del lugar"),
        ("couple.external_id", "Id in your other system", "Identificador en tu otro sistema"),
    ],
)
def test_a_field_in_words(key, english, spanish):
    with override("en"):
        assert called(FIELDS[key]) == english
    with override("es"):
        assert called(FIELDS[key]) == spanish


def test_no_two_fields_are_called_the_same():
    for language in ("en", "es"):
        with override(language):
            assert len({called(one) for one in FIELDS.values()}) == len(FIELDS)


def test_a_change_names_whose_field_it_was():
    with override("es"):
        assert (group("partner_a"), part("guests")) == ("Persona A", "invitados")
        assert (group("strange_thing"), part("odd_one")) == ("strange thing", "odd one")
