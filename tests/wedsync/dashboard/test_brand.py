"""A vendor's colour as a style sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.dashboard.brand import _luminance, css

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06x}")


@given(colours)
def test_the_ink_can_be_read_on_every_colour(colour):
    ink = 1.0 if "--on-accent:#fff" in css(colour) else 0.0

    lighter, darker = sorted([_luminance(colour), ink], reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) > 4.5


def test_the_address_says_it_all(client):
    response = client.get("/brand/8a3b4d.css")

    assert response.headers["Content-Type"] == "text/css"
    assert "--accent:#8a3b4d;" in response.content.decode()
    assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["red", "8A3B4D", "8a3b4", "8a3b4d7", "8a3b4d;}body{}"])
def test_what_is_no_colour_is_not_found(client, db, name):
    assert client.get(f"/brand/{name}.css").status_code == 404
