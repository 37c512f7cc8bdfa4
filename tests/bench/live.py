"""`make bench-pages`: from a provider's webhook to the figure in an open page."""

import json
import re
import statistics
import time
import urllib.request

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect

from messaging.tasks import apply_events
from tests.bench.launch import say
from tests.browser.conftest import browser, house, member, serving, signed_in
from tests.browser.elsewhere import elsewhere
from tests.factories import WEBHOOK_SECRET, AccountFactory, ClientFactory, PersonFactory
from tests.messaging.handing import handed
from tests.wedsync.dashboard.stage import join, running
from wedsync.lib.ids import uuid7
from wedsync.lib.signatures import sign
from wedsync.vendors.tenancy import tenant

# The fixtures of the browser's tests.
__all__ = ["browser", "house", "member", "serving", "signed_in"]

TIMES, APART = 12, 1.2  # a page asks again at most every 0.8 s
CHIP = "#standing .chips a[href*='state=delivered']"
# The instant at which each figure was first there: other parts of the page change after it.
WATCH = """chip => {
  window.since = {};
  new MutationObserver(() => {
    const figure = document.querySelector(chip)?.textContent.match(/\\d+\\s*$/);
    if (figure) window.since[Number(figure[0])] ??= Date.now();
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


@pytest.mark.filterwarnings("ignore")
def test_from_the_webhook_to_the_page(signed_in, member, house):
    campaign, messages = _accepted(member.vendor)
    page = signed_in()
    page.goto(f"/campaigns/{campaign.pk}/")
    expect(page.locator("[data-live]")).to_have_text("Live")
    page.evaluate(WATCH, CHIP)
    taken = []
    for done, message in enumerate(messages, 1):
        time.sleep(APART)
        begun = time.time()
        elsewhere(lambda one=message: (_post(house, one), apply_events()))
        figure = re.compile(rf"\D{done}\s*$")
        expect(page.locator(CHIP)).to_have_text(figure, timeout=10_000)
        taken.append(page.evaluate("figure => window.since[figure]", done) - 1000 * begun)
    say(f"\nfrom the webhook to the page, {TIMES} times, milliseconds")
    say(f"median {statistics.median(taken):.0f}, slowest {max(taken):.0f}")


def _accepted(vendor):
    """A running campaign, and its messages: a provider has them all."""
    account, campaign = AccountFactory(), running(vendor)
    with tenant(vendor.pk):
        variant = campaign.version.variants.get()
    people = [PersonFactory(client=ClientFactory(vendor=vendor)) for _ in range(TIMES)]
    messages = [handed(account, person=person, variant=variant) for person in people]
    for message in messages:
        join(campaign, message)
    return campaign, messages


def _post(house: str, message) -> None:
    data = {"email_id": "none", "tags": {"message": str(message.pk)}}
    said = {"type": "email.delivered", "created_at": now().isoformat(), "data": data}
    body, name = json.dumps(said).encode(), str(uuid7())
    headers = {
        "content-type": "application/json",
        "svix-id": name,
        "svix-timestamp": str(int(now().timestamp())),
        "svix-signature": sign(WEBHOOK_SECRET, name, now(), body),
    }
    with urllib.request.urlopen(  # noqa: S310 -- our own server
        urllib.request.Request(f"{house}/hooks/resend/", body, headers)  # noqa: S310 -- as above
    ):
        pass
