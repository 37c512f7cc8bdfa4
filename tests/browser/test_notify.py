"""A couple's own page switches notifications on, is rung, and switches them off, in Chromium.

Worker, permission and notification are the browser's own. Only where it lets itself be notified is
stood in for: Chromium would ask Google's servers, so PushManager gives out a subscription of the
sandbox's, whose keys are real, and what the sandbox decrypted is handed to the worker by Chromium.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from messaging.claim import claim
from messaging.deliver import deliver
from messaging.links import private_url
from messaging.models import Consent, Device
from messaging.providers.webpush_keys import public_key
from tests.browser.elsewhere import elsewhere
from tests.browser.looking import violations
from tests.factories import MessageFactory, PersonFactory
from tests.messaging import browsers
from tests.messaging.browsers import web_push
from wedsync.sandbox.client import Client
from wedsync.sandbox.serving import serving
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Person

pytestmark = [
    pytest.mark.browser,
    # WhiteNoise serves files by plain iterators, which Django mentions under ASGI.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]
STAND_IN = """
const given = %s;
const bytes = (text) => Uint8Array.from(
  atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const made = (options) => ({
  endpoint: given.endpoint,
  options,
  toJSON: () => given,
  unsubscribe: async () => { localStorage.removeItem("key"); return true; },
});
const written = (key) => btoa(String.fromCharCode(...new Uint8Array(key)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
PushManager.prototype.subscribe = async (options) => {
  localStorage.setItem("key", written(options.applicationServerKey));
  return made({ applicationServerKey: options.applicationServerKey.buffer });
};
PushManager.prototype.getSubscription = async () => {
  const key = localStorage.getItem("key");
  return key && made({ applicationServerKey: bytes(key).buffer });
};
"""

ASKED = """
window.asked = 0;
Notification.requestPermission = async () => { window.asked++; return "denied"; };
"""
PHONE = {"width": 390, "height": 844}
NO_PUSH = "delete window.PushManager;"
IPHONE = NO_PUSH + "Object.defineProperty(navigator, 'standalone', { value: false });"


@pytest.fixture
def sandbox() -> Iterator[Client]:
    with serving() as sandbox:
        settings.WEBHOOK_NETWORKS = ["127.0.0.1/32"]
        yield sandbox
        settings.WEBHOOK_NETWORKS = []


@pytest.fixture
def person(house: str) -> Person:
    return PersonFactory()


@pytest.fixture
def context(house: str, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=house, locale="en-US")
    context.set_default_timeout(20_000)
    yield context
    context.close()


def at(context: BrowserContext, person: Person) -> Page:
    page = context.new_page()
    page.goto(address(person))
    return page


def address(person: Person) -> str:
    return private_url("", "page", person.vendor_id, person.pk, max(settings.TOKEN_KEYS))


def live() -> int:
    with operator():
        return Device.objects.filter(gone_at=None).count()


def ring(context: BrowserContext, page: Page, data: str) -> None:
    """Chromium hands this to the page's worker, as if a push service had sent it."""
    session = context.new_cdp_session(page)
    found: list[dict[str, Any]] = []

    def hear(told: dict[str, Any]) -> None:
        found.append(told)

    session.on("ServiceWorker.workerRegistrationUpdated", hear)
    session.send("ServiceWorker.enable")
    for _ in range(100):
        if found:
            break
        page.wait_for_timeout(50)
    [registration] = found[-1]["registrations"]
    session.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": page.evaluate("location.origin"),
            "registrationId": registration["registrationId"],
            "data": data,
        },
    )


def shown(page: Page) -> list[list[str]]:
    return page.evaluate("""async () => {
      const { active } = await navigator.serviceWorker.ready;
      const registration = await navigator.serviceWorker.getRegistration();
      for (let turn = 0; turn < 100; turn++) {
        const all = await registration.getNotifications();
        if (all.length) return all.map(one => [one.title, one.body, one.tag, one.data.link]);
        await new Promise((done) => setTimeout(done, 50));
      }
      return [];
    }""")


def test_a_couple_is_notified_on_the_device_they_chose(sandbox, context, person):
    account = web_push()
    given = sandbox.subscription("ada-phone", public_key(account.unseal()))
    context.grant_permissions(["notifications"])
    context.add_init_script(STAND_IN % json.dumps(given))
    page = at(context, person)

    page.get_by_role("button", name="Notify me on this device").click()
    expect(page.get_by_text("This device gets notifications.")).to_be_focused()
    assert live() == 1

    message = MessageFactory(
        person=person, channel="push", variant__channel="push", purpose="emergency"
    )
    elsewhere(lambda: deliver(claim(message.vendor_id, "push", message.priority, 10), account))
    [line] = sandbox.accepted(bodies=1)
    ring(context, page, line["text"])
    told = json.loads(line["text"])
    assert shown(page) == [[told["title"], told["body"], message.pk.hex, told["link"]]]

    page.reload()
    page.get_by_role("button", name="Stop on this device").click()
    expect(page.get_by_role("button", name="Notify me on this device")).to_be_visible()
    assert live() == 0


def test_nothing_is_asked_or_registered_before_the_button_is_pressed(sandbox, context, person):
    web_push()
    context.add_init_script(ASKED)
    page = at(context, person)

    button = page.get_by_role("button", name="Notify me on this device")
    expect(button).to_be_visible()
    assert page.evaluate("window.asked") == 0
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )

    button.click()
    page.wait_for_function("window.asked === 1")
    with operator():
        assert not Device.objects.exists()
        assert not Consent.objects.exists()


def test_a_server_that_refuses_is_told_in_words(sandbox, context, person):
    account = web_push()
    given = sandbox.subscription("ada-phone", public_key(account.unseal()))
    context.grant_permissions(["notifications"])
    context.add_init_script(STAND_IN % json.dumps(given | {"endpoint": "https://push.example:22/"}))
    page = at(context, person)

    page.get_by_role("button", name="Notify me on this device").click()

    expect(page.get_by_text("work this time. Try again")).to_be_visible()
    expect(page.get_by_role("button", name="Notify me on this device")).to_be_visible()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (NO_PUSH, "This browser can"),
        (IPHONE, "first add this page to your home screen"),
    ],
    ids=["no PushManager", "an iPhone"],
)
def test_where_it_cannot_be_done_a_sentence_says_so(sandbox, context, person, script, words):
    web_push()
    context.add_init_script(script)
    page = at(context, person)

    expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("button", name="Notify me on this device")).to_be_hidden()


def test_what_was_blocked_once_is_said_to_be_blocked(sandbox, context, person):
    web_push()
    context.add_init_script(
        "Object.defineProperty(Notification, 'permission', { get: () => 'denied' });"
    )
    page = at(context, person)

    expect(page.get_by_text("blocked in the settings of your browser")).to_be_visible()


def test_without_a_script_all_of_them_can_be_stopped(house, sandbox, browser, person):
    account = web_push()
    browsers.browser(sandbox, person, account)
    context = browser.new_context(base_url=house, locale="en-US", java_script_enabled=False)
    page = at(context, person)

    expect(page.get_by_text("Notifications need JavaScript")).to_be_visible()
    page.get_by_role("button", name="Stop on all my devices").click()

    assert live() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_is_wide_enough(house, sandbox, browser, person, scheme):
    browsers.browser(sandbox, person, web_push())
    context = browser.new_context(base_url=house, color_scheme=scheme, viewport=PHONE)
    page = at(context, person)

    expect(page.get_by_role("button", name="Notify me on this device")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
