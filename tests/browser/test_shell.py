"""The shell of every page: found and steered by keyboard, honest about its line, open to all."""

from threading import Thread

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from messaging.models import DeliveryEvent, Message
from messaging.news import announce
from messaging.states import State
from messaging.todo import ask
from tests.browser.test_live_campaign import deliver, violations
from tests.factories import PersonFactory, WeddingFactory
from tests.wedsync.dashboard.stage import messages_of, running
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]
PAGES = [
    "/", "/weddings/", "/find/?q=le", "/test/", "/seats/", "/settings/", "/settings/brand/",
    "/settings/hours/", "/settings/budgets/", "/settings/sending/", "/settings/team/",
    "/settings/sessions/", "/settings/history/", "/settings/export/", "/accounts/2fa/",
]  # fmt: skip


def couple(vendor, name="Lena & Marc", **details):
    made = WeddingFactory(client__vendor=vendor, client__name=name, **details)
    PersonFactory(client=made.client)
    return made


def clicked(message: Message) -> None:
    """Somebody followed a link, noted elsewhere as a worker does."""

    def work() -> None:
        try:
            with tenant(message.vendor_id):
                DeliveryEvent.objects.create(
                    id=uuid7(), vendor_id=message.vendor_id, message=message, kind="clicked",
                    at=message.created_at, source="link", reader="human",
                )  # fmt: skip
                announce(message.vendor_id)
        finally:
            connections["default"].close()

    worker = Thread(target=work)
    worker.start()
    worker.join()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(signed_in, member, scheme):
    made = couple(member.vendor)
    running(member.vendor, State.QUEUED, State.DELIVERED)
    with tenant(member.vendor_id):
        ask(member.vendor_id, "address", "1", "An address bounced.")
    page = signed_in(color_scheme=scheme, reduced_motion="reduce")

    found = {}
    for address in [*PAGES, f"/weddings/{made.pk}/"]:
        page.goto(address)
        if faults := violations(page):
            found[address] = faults
    page.goto("/")
    page.keyboard.press("Control+k")
    page.locator("#palette input").fill("le")
    expect(page.get_by_role("option").first).to_be_visible()
    found |= {"palette": faults} if (faults := violations(page)) else {}

    assert found == {}


def test_every_page_fits_a_phone(signed_in, member):
    made = couple(member.vendor)
    page = signed_in(viewport={"width": 390, "height": 844})

    wide = []
    for address in [*PAGES, f"/weddings/{made.pk}/"]:
        page.goto(address)
        if not fits(page):
            wide.append(address)

    assert wide == []


def test_a_wedding_is_found_and_opened_by_keyboard_alone(signed_in, member):
    made = couple(member.vendor, "Priya & Jonah")
    page = signed_in()

    page.keyboard.press("Control+k")
    page.keyboard.type("priya")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Priya & Jonah")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/weddings/{made.pk}/")


def test_lists_are_walked_with_j_and_k_and_help_tells_so(signed_in, member):
    for name in ("Aya & Ben", "Cem & Dan"):
        couple(member.vendor, name, date="2031-05-03")
    page = signed_in()
    page.goto("/weddings/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(":focus")).to_have_text("Cem & Dan")
    page.keyboard.press("k")
    expect(page.locator(":focus")).to_have_text("Aya & Ben")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="By keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("j?")
    expect(page.get_by_role("searchbox")).to_have_value("j?")


def test_what_happens_shows_itself_once_also_after_a_lost_line(signed_in, member):
    message = messages_of(running(member.vendor, State.QUEUED))[0]
    page, lines = signed_in(), []
    page.route_web_socket("**/live/", lambda line: (line.connect_to_server(), lines.append(line)))
    page.goto("/today/")
    expect(page.locator("[data-live]")).to_have_text("Live")
    rows = page.locator(".news li[data-id]")

    deliver(message)
    clicked(message)
    expect(rows).to_have_count(1, timeout=5000)

    lines[0].close(code=1012)
    clicked(message)
    expect(page.locator("[data-live]")).to_have_text("Live")
    expect(rows).to_have_count(2, timeout=10_000)
    assert len({row.get_attribute("data-id") for row in rows.all()}) == 2
