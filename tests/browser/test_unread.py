"""What one window reads, the menu of the other one counts no more."""

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


def test_the_figure_falls_in_a_second_window_when_the_first_one_reads(signed_in, member):
    account = twilio(vendor=member.vendor)
    PersonFactory(client__vendor=member.vendor, phone=GUEST)
    elsewhere(lambda: say(account, "Is there parking?"))
    with operator():
        thread = Thread.objects.get()
    first = signed_in()
    second = first.context.new_page()
    second.goto("/inbox/")
    expect(second.locator("[data-live]")).to_have_text("Live")
    expect(second.locator(".side .unread")).to_have_text("1 unread")
    second.evaluate("window.loadedOnce = true")

    first.goto(f"/inbox/{thread.pk}/")

    expect(second.locator(".side .unread")).to_have_text("", timeout=10_000)
    expect(first.get_by_role("button", name="Mark read", exact=True)).to_have_count(0)
    first.get_by_role("button", name="Mark unread").click()
    expect(second.locator(".side .unread")).to_have_text("1 unread", timeout=10_000)
    assert second.evaluate("window.loadedOnce")
