"""A lost line shows itself, costs nothing that was typed, and heals by itself."""

import pytest
from playwright.sync_api import expect

from messaging.models import Thread
from tests.browser.elsewhere import elsewhere
from tests.factories import PersonFactory
from tests.messaging.providers.texts import GUEST
from tests.messaging.texts import say, twilio
from wedsync.vendors.tenancy import operator

pytestmark = [
    pytest.mark.browser,
    # WhiteNoise serves files by plain iterators, which Django mentions under ASGI.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]


def test_a_lost_line_is_told_and_what_came_meanwhile_is_there_again(signed_in, member):
    account = twilio(vendor=member.vendor)
    PersonFactory(client__vendor=member.vendor, phone=GUEST)
    elsewhere(lambda: say(account, "Is there parking?"))
    with operator():
        thread = Thread.objects.get()
    page, lines, gone = signed_in(), [], []

    def connect(line):
        lines.append(line)
        line.close(code=1012) if gone else line.connect_to_server()

    page.route_web_socket("**/live/", connect)
    page.goto(f"/inbox/{thread.pk}/")
    expect(page.locator("[data-live]")).to_have_text("Live")
    page.get_by_label("Your answer").fill("Half a sen")

    gone.append(True)
    page.context.set_offline(True)
    lines[0].close(code=1012)
    expect(page.locator("[data-line]").first).to_have_text("Connection lost, trying again")
    for words in ("Hello?", "Are you there?"):
        elsewhere(lambda said=words: say(account, said))
    expect(page.get_by_text("Hello?")).to_have_count(0)
    gone.clear()
    page.context.set_offline(False)

    expect(page.locator("[data-live]")).to_have_text("Live", timeout=15_000)
    for words in ("Hello?", "Are you there?"):
        expect(page.get_by_text(words)).to_have_count(1, timeout=10_000)
    expect(page.get_by_label("Your answer")).to_have_value("Half a sen")
    expect(page.locator("[data-line]").first).to_be_hidden()


def test_a_server_that_stops_and_starts_again_is_caught_up_with(serving, signed_in, member):
    account = twilio(vendor=member.vendor)
    PersonFactory(client__vendor=member.vendor, phone=GUEST)
    elsewhere(lambda: say(account, "Is there parking?"))
    with operator():
        thread = Thread.objects.get()
    page = signed_in()
    page.goto(f"/inbox/{thread.pk}/")
    expect(page.locator("[data-live]")).to_have_text("Live")
    page.evaluate("window.loadedOnce = true")

    serving.stop()
    expect(page.locator("[data-line]").first).to_have_text("Connection lost, trying again")
    elsewhere(lambda: say(account, "Hello?"))
    serving.start()

    expect(page.locator("[data-live]")).to_have_text("Live", timeout=20_000)
    expect(page.get_by_text("Hello?")).to_have_count(1, timeout=10_000)
    expect(page.locator("[data-line]").first).to_be_hidden()
    elsewhere(lambda: say(account, "Are you there?"))  # the new line is heard, too
    expect(page.get_by_text("Are you there?")).to_have_count(1, timeout=10_000)
    assert page.evaluate("window.loadedOnce")
