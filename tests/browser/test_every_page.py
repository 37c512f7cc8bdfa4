"""axe finds nothing on any page of the house, in light and in dark, on a desk and on a phone."""

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


@pytest.fixture
def member(house):
    return elsewhere(lived)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(signed_in, member, scheme):
    page = signed_in(color_scheme=scheme)
    found = {}
    for name, address in elsewhere(lambda: places(member)).items():
        page.goto(address)
        if said := violations(page):
            found[name] = said

    assert found == {}


def test_no_page_is_wider_than_a_phone(signed_in, member):
    page = signed_in(viewport=PHONE)
    wide = []
    for name, address in elsewhere(lambda: places(member)).items():
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(name)

    assert wide == []
