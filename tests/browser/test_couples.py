"""A couple is written down without a mouse, corrected on a phone, and saved without a script."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.browser.test_keyboard import page, press, tab_to
from tests.factories import PersonFactory, WeddingFactory
from wedsync.vendors.tenancy import operator
from wedsync.weddings.models import Person, Wedding, WeddingDay

__all__ = ["page"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume:Warning"),
]
PHONE = {"width": 390, "height": 844}


def test_a_couple_is_added_by_keyboard_once_it_is_sure_that_it_is_new(page, member):
    known = WeddingFactory(client__vendor=member.vendor, client__name="Lena and Marc")
    PersonFactory(client=known.client, email="lena@example.com")
    page.goto("/weddings/")

    press(page, "New couple", role="link")
    for field, text in (("First name", "Lena"), ("E-mail", "Lena@example.com")):
        tab_to(page, page.get_by_label(field, exact=True).first)
        page.keyboard.type(text)
    tab_to(page, page.get_by_label("Day", exact=True))
    page.keyboard.type("06192027")
    press(page, "Add the couple")
    expect(page.get_by_role("heading", name="You may know them already")).to_be_visible()
    expect(page.get_by_role("link", name="Lena and Marc")).to_be_visible()
    tab_to(page, page.get_by_label("They are others: add them anyway"))
    page.keyboard.press("Space")
    press(page, "Add the couple")

    expect(page.get_by_role("heading", name="Lena", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    with operator():
        made = Wedding.objects.exclude(pk=known.pk).get()
    assert made.date == dt.date(2027, 6, 19)


def test_a_number_is_corrected_on_a_phone(signed_in, member):
    wedding = WeddingFactory(client__vendor=member.vendor, client__name="Lena & Marc")
    lena = PersonFactory(client=wedding.client, given_name="Lena", family_name="Lind", phone="")
    page = signed_in(viewport=PHONE)
    page.goto(f"/weddings/{wedding.pk}/")

    page.get_by_role("link", name="Edit Lena Lind").click()
    page.get_by_label("Phone").fill("call me")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("is not a phone number we can read")).to_be_visible()
    page.get_by_label("Phone").fill("503 555 0123")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("+15035550123")).to_be_visible()
    with operator():
        assert Person.objects.get(pk=lena.pk).phone == "+15035550123"


def test_a_rehearsal_is_added_where_no_script_runs(signed_in, member):
    day = dt.date(2027, 6, 19)
    wedding = WeddingFactory(client__vendor=member.vendor, date=day)
    page = signed_in(java_script_enabled=False)
    page.goto(f"/weddings/{wedding.pk}/agreed/")

    first = page.get_by_role("group", name="Day 1")
    first.get_by_label("What").select_option("rehearsal")
    first.get_by_label("Day").fill("2027-06-18")
    page.get_by_role("button", name="See the difference").click()
    page.get_by_role("button", name="Save it").click()

    expect(page.get_by_role("term").filter(has_text="Rehearsal")).to_be_visible()
    with operator():
        assert WeddingDay.objects.get(wedding=wedding).day == day - dt.timedelta(days=1)
