"""Where a venue is comes in whole or not at all."""

import pytest

from crm_connectors.headers import map_headers
from crm_connectors.table import Line
from crm_connectors.translate import translate
from tests.crm_connectors.rows import HOUSE

HEADERS = ("Email", "Venue latitude", "Longitude")


def position(*cells):
    found = translate(Line(2, ("lena@example.com", *cells)), map_headers(HEADERS), HOUSE)
    return found.record.wedding.latitude, found.record.wedding.longitude


def test_a_position_is_taken_as_degrees():
    assert position("45.98", "-9.26") == (45.98, -9.26)


@pytest.mark.parametrize("cells", [("45.98", ""), ("", "9.26"), ("45.98", "far"), ("0", "0")])
def test_half_a_position_or_an_empty_sea_is_none(cells):
    assert position(*cells) == (None, None)
