"""Where something stands in a template is said in the reader's language."""

import pytest
from django.utils.translation import override

from wedsync.dashboard.places import in_words


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("Subject", "Asunto"),
        ("Block 3 (text)", "Bloque 3 (texto)"),
        (
            "Block 1 (columns), column 2, block 1 (button), label",
            "Bloque 1 (columnas), columna 2, bloque 1 (botón), rótulo",
        ),
        ("Block 2 (timeline)", "Bloque 2 (timeline)"),
    ],
)
def test_a_place_in_spanish(where, said):
    with override("es"):
        assert in_words(where) == said
    with override("en"):
        assert in_words(where) == where
