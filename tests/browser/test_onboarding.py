"""From signing up to the first delivered message, as somebody new walks it."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from campaigns.broadcasts.tasks import expand_all
from crm_connectors.import_couples import run
from crm_connectors.models import Import
from messaging.dispatch import dispatch
from messaging.models import Message
from messaging.tasks import apply_events
from personalization.install_library import FOLDER, install_library
from tests.browser.elsewhere import elsewhere
from tests.browser.looking import violations
from tests.factories import (
    WEBHOOK_SECRET,
    AccountFactory,
    CampaignFactory,
    PersonFactory,
    WeddingFactory,
)
from wedsync.sandbox.serving import serving
from wedsync.vendors.tenancy import operator

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
    # Somebody who walks on before a file has come leaves it half sent.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
PASSWORD = "correct horse battery"
SHEET = b"""Couple,Email,Wedding date,Guests
Lena & Marc,lena@example.com,2027-06-19,85
"""
FAR = 200  # presses of Tab that no page needs


@pytest.fixture
def library(house, tmp_path):
    """One message of it is enough."""
    (tmp_path / "welcome.toml").write_bytes((FOLDER / "shared" / "welcome.toml").read_bytes())
    elsewhere(lambda: install_library(tmp_path))


@pytest.fixture
def sandbox(house, settings):
    with serving(webhook_url=house, resend_secret=WEBHOOK_SECRET) as sandbox:
        settings.RESEND_API_URL = sandbox.resend_url
        yield sandbox


@pytest.fixture
def page(browser, house):
    cache.clear()  # the rate limits of the tests before
    context = browser.new_context(base_url=house, locale="en-US")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_from_signing_up_to_the_first_delivered_message(page, library, sandbox):
    AccountFactory()
    _sign_up(page)
    _say_who(page)
    _bring_couples(page)
    _choose_a_message(page)

    _launch(page)
    expect(page.locator("[data-live]")).to_have_text("Live")
    page.evaluate("window.loadedOnce = true")
    elsewhere(expand_all)
    elsewhere(lambda: dispatch(5))
    elsewhere(sandbox.settle)
    elsewhere(apply_events)

    expect(page.locator("#standing h2").first).to_have_text("1 of 1 done", timeout=15_000)
    assert page.evaluate("window.loadedOnce")
    assert sandbox.recipients() == {"lena@example.com": 1}
    with operator():
        assert Message.objects.get().state == "delivered"


def test_a_campaign_is_launched_by_keyboard_alone(signed_in, member):
    WeddingFactory(client=PersonFactory(client__vendor=member.vendor).client)
    campaign = CampaignFactory(vendor=member.vendor)
    page = signed_in()
    page.goto("/campaigns/")

    _tab_to(page, campaign.name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/campaigns/{campaign.pk}/")
    _tab_to(page, "Launch")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def _sign_up(page: Page) -> None:
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill("ana@fern.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("link", name="Open your business").click()
    page.get_by_label("Name of your business").fill("Fern & Light")
    assert violations(page) == []
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()
    assert violations(page) == []


def _say_who(page: Page) -> None:
    page.get_by_role("link", name="Say who you are").click()
    page.locator("#id_sender_email").fill("hello@fern.example")
    page.locator("#id_postal_address").fill("1 Fern Street, Portland")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def _bring_couples(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".ticks .done")).to_have_count(2)  # who they are, and their sender
    page.get_by_role("link", name="Bring your couples in").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "season.csv", "mimeType": "text/csv", "buffer": SHEET}
    )
    page.get_by_role("button", name="Upload and look at it").click()
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("button", name="Bring them in")).to_have_count(0)
    with operator():
        batch = Import.objects.get()
    elsewhere(lambda: run(batch.pk))


def _choose_a_message(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Choose a first message").click()
    page.get_by_label("Which templates").get_by_role("link", name="For everybody").click()
    page.get_by_role("button", name="Copy “Welcome, it's agreed”").click()
    expect(page.get_by_text("is yours now")).to_be_visible()


def _launch(page: Page) -> None:
    page.goto("/campaigns/new/")
    page.get_by_label("Name", exact=True).fill("Our first")
    page.get_by_label("Template", exact=True).select_option(index=1)
    page.get_by_role("button", name="Save as a draft and review").click()
    page.get_by_role("button", name="Launch").click()


def _tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what says these words."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement.innerText || ''")
        if said.strip().startswith(words):
            return
    raise AssertionError(f"Tab never came to {words}")
