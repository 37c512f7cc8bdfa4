"""Pictures of every page into artifacts/screenshots: desktop light, desktop dark, phone.

`make screenshots`; not collected by the other tests, for it judges nothing.
"""

from pathlib import Path

import pytest

from tests.browser.elsewhere import elsewhere
from tests.browser.walk import lived, places

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]
INTO = Path("artifacts/screenshots")
LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}


@pytest.fixture
def member(house):
    return elsewhere(lived)


def test_take_them(signed_in, member):
    addresses = elsewhere(lambda: places(member))
    for look, how in LOOKS.items():
        page = signed_in(**how)
        (INTO / look).mkdir(parents=True, exist_ok=True)
        for name, address in addresses.items():
            page.goto(address)
            page.screenshot(path=INTO / look / f"{name}.png", full_page=True)
