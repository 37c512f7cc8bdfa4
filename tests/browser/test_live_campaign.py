"""A campaign watched on its way: the page moves by itself."""

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from messaging.models import Message
from messaging.news import announce
from messaging.states import State
from tests.browser.elsewhere import elsewhere
from tests.browser.looking import violations
from tests.wedsync.dashboard.stage import bring, messages_of, running

pytestmark = [
    pytest.mark.browser,
    # WhiteNoise serves files by plain iterators, which Django mentions under ASGI.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]
WAITING = [State.QUEUED] * 4


def deliver(message: Message) -> None:
    def work() -> None:
        bring(message, State.DELIVERED)
        announce(message.vendor_id)

    elsewhere(work)


def watch(page: Page, campaign) -> list[str]:
    """Open the campaign and remember this very page; the list fills with what the console says."""
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.goto(f"/campaigns/{campaign.pk}/")
    expect(page.locator("[data-live]")).to_have_text("Live")
    page.evaluate("window.loadedOnce = true")
    return said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_progress_moves_without_a_reload(signed_in, member, scheme):
    campaign = running(member.vendor, *WAITING)
    page = signed_in(color_scheme=scheme)
    said = watch(page, campaign)
    headline = page.locator("#standing h2").first

    for done, message in enumerate(messages_of(campaign), 1):
        deliver(message)
        expect(headline).to_have_text(f"{done} of 4 done", timeout=5000)

    assert page.evaluate("window.loadedOnce")
    assert page.locator("#bar").get_attribute("aria-valuenow") == "4"
    assert violations(page) == []
    assert said == []


def test_a_lost_line_shows_itself_and_heals(signed_in, member):
    campaign = running(member.vendor, *WAITING)
    page = signed_in()
    lines: list[WebSocketRoute] = []
    page.route_web_socket("**/live/", lambda line: (line.connect_to_server(), lines.append(line)))
    watch(page, campaign)
    sign = page.locator("[data-live]")

    page.evaluate(
        "window.signs = []; new MutationObserver(() => "
        "signs.push(document.querySelector('[data-live]').textContent))"
        ".observe(document.querySelector('[data-live]'), {childList: true})"
    )
    lines[0].close(code=1012)

    expect(sign).to_have_text("Live")
    page.wait_for_function("signs.length >= 2")
    assert page.evaluate("signs") == ["Connection lost, trying again", "Live"]


def test_the_brake_works_while_the_page_moves(signed_in, member):
    campaign = running(member.vendor, *WAITING)
    page = signed_in(viewport={"width": 390, "height": 844})
    watch(page, campaign)

    page.get_by_role("button", name="Pause").click()

    expect(page.get_by_role("button", name="Resume")).to_be_visible()
    expect(page.get_by_text("Paused: nothing more leaves")).to_be_visible()
    assert {one.state for one in messages_of(campaign)} == {"held"}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert violations(page) == []
