"""A real server on the test database, and a real browser in front of it."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import PATIENCE, House
from tests.factories import MembershipFactory, VendorFactory
from wedsync.vendors.models import Membership

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]


@pytest.fixture
def serving(committed: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    # Playwright's loop runs in the thread of the test, which Django would take for async code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
    served = House()
    yield served
    served.stop()


@pytest.fixture
def house(serving: House) -> str:
    """The address of the whole application, WebSockets included."""
    return serving.url


@pytest.fixture
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium is installed (apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
        # Inside of Playwright's loop asgiref keeps other connections than outside of it.
        connections.close_all()


@pytest.fixture
def member(house: str) -> Membership:
    return MembershipFactory(vendor=VendorFactory(name="Alder & Light"))


@pytest.fixture
def signed_in(house: str, browser: Browser, member: Membership) -> Iterator[Callable[..., Page]]:
    """`signed_in(color_scheme="dark")` is a page that came in through the sign-in form."""
    contexts = []

    def enter(**looks: object) -> Page:
        context = browser.new_context(base_url=house, locale="en-US", **looks)
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.get_by_label("Email").fill(member.user.email)
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("/")
        return page

    yield enter
    for context in contexts:
        context.close()
