"""Nothing is wrong with any page of the house, in light and in dark, on a desk and on a phone."""

import pytest

from tests.browser.elsewhere import elsewhere
from tests.browser.looking import violations
from tests.browser.walk import lived, places

pytestmark = [
    pytest.mark.browser,
    # WhiteNoise serves files by plain iterators, which Django mentions under ASGI.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]
PHONE = {"width": 390, "height": 844}
# A rule of ours may say how to lay out what a page has marked as not there.
SHOWN = "[...document.querySelectorAll('[hidden]')].find(e => e.checkVisibility())?.outerHTML"


@pytest.fixture
def member(house):
    return elsewhere(lived)


def test_axe_finds_nothing_on_any_page_and_none_is_wider_than_a_phone(signed_in, member):
    page = signed_in(color_scheme="light", reduced_motion="reduce")
    found = {}
    for name, address in elsewhere(lambda: places(member)).items():
        page.goto(address)
        if said := list(faults(page)):
            found[name] = said

    assert found == {}


def faults(page):
    """In light and in dark, on a desk and on a phone; axe would take fading colours for faults."""
    yield from violations(page)
    page.emulate_media(color_scheme="dark")
    yield from (f"in the dark, {said}" for said in violations(page))
    page.emulate_media(color_scheme="light")
    desk = page.viewport_size
    page.set_viewport_size(PHONE)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield "wider than a phone"
    if shown := page.evaluate(SHOWN):
        yield f"hidden, and yet shown: {shown}"
    page.set_viewport_size(desk)
