"""Two members, two browsers, one form: the slower one sees both sides and chooses."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import violations
from tests.factories import CampaignFactory
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator

pytestmark = [
    pytest.mark.browser,
    # WhiteNoise serves files by plain iterators, which Django mentions under ASGI.
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]


def brand_of(member):
    with operator():
        return Vendor.objects.get(pk=member.vendor_id).name


def both_save(signed_in, address, label):
    """Returns the page of the slower one, who stands before both sides."""
    quick, slow = signed_in(), signed_in()
    for page, words in ((quick, "Said first"), (slow, "Said second")):
        page.goto(address)
        page.get_by_label(label, exact=True).first.fill(words)
    quick.get_by_role("button", name="Save").last.click()
    expect(quick.get_by_text("Said first").first).to_be_attached()
    slow.get_by_role("button", name="Save").last.click()
    expect(slow.get_by_role("heading", name="Somebody was faster")).to_be_visible()
    return slow


def test_the_slower_one_sees_both_sides_and_saves_theirs_anyway(signed_in, member):
    page = both_save(signed_in, "/settings/brand/", "Name")
    expect(page.get_by_role("cell", name="Said first")).to_be_visible()
    expect(page.get_by_role("cell", name="Said second")).to_be_visible()
    assert violations(page) == []
    assert brand_of(member) == "Said first"

    page.get_by_role("button", name="Save mine anyway").click()

    expect(page.get_by_text("Saved.")).to_be_visible()
    assert brand_of(member) == "Said second"


def test_the_slower_one_takes_what_is_there(signed_in, member):
    page = both_save(signed_in, "/settings/brand/", "Name")

    page.get_by_role("link", name="Take theirs").click()

    expect(page.get_by_label("Name", exact=True)).to_have_value("Said first")
    assert brand_of(member) == "Said first"


def test_a_draft_of_a_campaign_is_not_overwritten_without_a_script(signed_in, member):
    campaign = CampaignFactory(vendor=member.vendor, name="As it was")
    page = both_save(
        lambda: signed_in(java_script_enabled=False), f"/campaigns/{campaign.pk}/edit/", "Name"
    )

    page.get_by_role("button", name="Save mine anyway").click()

    expect(page.get_by_text("/ Said second")).to_be_visible()
