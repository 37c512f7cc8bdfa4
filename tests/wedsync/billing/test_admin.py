"""Operators keep prices and budgets, and look at what was spent."""

import pytest

from tests.factories import UserFactory, VendorFactory
from tests.wedsync.billing.purse import NOW, price, want
from tests.wedsync.forms import form_of
from wedsync.billing.models import Budget, BudgetEntry, Price
from wedsync.billing.reserve import reserve
from wedsync.vendors.models import Event
from wedsync.vendors.tenancy import operator, tenant

pytestmark = pytest.mark.django_db

PRICES, BUDGETS = "/admin/billing/price/", "/admin/billing/budget/"
ENTRIES, TOTALS = "/admin/billing/budgetentry/", "/admin/billing/budgettotal/"


@pytest.fixture
def office(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def add(client, page, **chosen):
    url = f"{page}add/"
    return client.post(url, form_of(client, url, **chosen))


def errors(response):
    return [text for texts in response.context["adminform"].form.errors.values() for text in texts]


def a_budget(vendor, **other):
    chosen = {"channel": "sms", "month": "2027-06-01", "limit": 5000, "currency": "USD", **other}
    return {"vendor": str(vendor.pk), "stops": "on", **chosen}


def test_a_budget_is_set_and_told_in_the_vendors_history(office):
    vendor = VendorFactory()
    price()

    assert add(office, BUDGETS, **a_budget(vendor)).status_code == 302

    with operator():
        assert Budget.objects.get().limit == 5000
        assert Event.objects.get(vendor=vendor).verb == "budget.added"


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (
            {"currency": "EUR"},
            "There is no price of “sms” in EUR, only in USD: this budget would never be reached.",
        ),
        ({"month": "2027-06-19"}, "Write the first day of the month."),
    ],
)
def test_a_budget_that_makes_no_sense_says_why(office, other, sentence):
    price()

    response = add(office, BUDGETS, **a_budget(VendorFactory(), **other))

    assert errors(response) == [sentence]


def test_a_budget_stays_in_its_place(office):
    vendor = VendorFactory()
    price()
    add(office, BUDGETS, **a_budget(vendor))
    with operator():
        url = f"{BUDGETS}{Budget.objects.get().pk}/change/"

    office.post(url, form_of(office, url, limit=7000, currency="EUR", channel="fax"))

    with operator():
        assert Budget.objects.values_list("limit", "currency", "channel").get() == (
            7000,
            "USD",
            "sms",
        )


def test_a_price_is_everybodys_unless_it_names_a_vendor(office):
    row = {"channel": "sms", "provider": "twilio", "country": "DE", "unit": "segment"}
    row |= {"micros": 99_000, "currency": "EUR", "from_day": "2027-01-01", "vendor": ""}

    assert add(office, PRICES, **row).status_code == 302
    assert errors(add(office, PRICES, **row | {"country": "de"})) == [
        "Write a country like DE, or *."
    ]
    assert errors(add(office, PRICES, **row | {"currency": "EUX", "country": "FR"})) == [
        "Write a currency like EUR."
    ]

    with operator():
        assert str(Price.objects.get(vendor=None)) == "€0.099 per segment"


def test_what_was_spent_is_shown_and_never_written(office):
    vendor = VendorFactory()
    one = want(8_300)
    with tenant(vendor.pk):
        reserve(vendor.pk, [one], NOW)
        entry = BudgetEntry.objects.get()

    page = office.get(ENTRIES, {"q": str(one.message_id)}).content.decode()

    assert "$0.0083" in page
    assert "$0.01" in office.get(TOTALS, {"q": vendor.slug}).content.decode()
    assert office.post(f"{ENTRIES}{entry.pk}/change/", {"micros": 1}).status_code == 403
