"""What a first visit to a page costs, and that nothing on it moves once it stands."""

import gzip

import pytest

from tests.browser.elsewhere import elsewhere
from tests.browser.walk import lived, places
from wedsync.dashboard.navigation import GROUPS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]
MENU = {entry.name for group in GROUPS for entry in group}  # the others load the same files
MOST = 150_000  # bytes of a page with all it loads, compressed as a server sends it
SHIFT = 0.02  # of 0.1 that count as good; a change of a digit's width is below it
WATCH = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
SETTLED = "document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 250)))"


@pytest.fixture
def member(house):
    return elsewhere(lived)


def test_a_first_visit_is_light(signed_in, member, browser):
    page = signed_in()
    heavy = {}
    for name, address in elsewhere(lambda: places(member)).items():
        if name not in MENU:
            continue
        answers = []
        # A context of its own has nothing kept: every page is a first one.
        visit = browser.new_context(storage_state=page.context.storage_state())
        fresh = visit.new_page()
        fresh.on("response", lambda one, into=answers: into.append(one))
        fresh.goto(page.evaluate("location.origin") + address, wait_until="networkidle")
        weight = sum(len(gzip.compress(one.body())) for one in answers if one.ok)
        if weight > MOST:
            heavy[name] = weight
        visit.close()

    assert heavy == {}


@pytest.mark.parametrize(
    "viewport", [{"width": 1280, "height": 860}, {"width": 390, "height": 844}]
)
def test_nothing_moves_once_it_stands(signed_in, member, viewport):
    page = signed_in(viewport=viewport)
    page.add_init_script(WATCH)
    restless = {}
    for name, address in elsewhere(lambda: places(member)).items():
        page.goto(address)
        page.evaluate(SETTLED)
        if (moved := page.evaluate("window.shifts")) > SHIFT:
            restless[name] = round(moved, 3)

    assert restless == {}
