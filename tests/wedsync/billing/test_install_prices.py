"""List prices are installed once, and follow their files."""

import datetime as dt
import io

import pytest
from django.core.management import call_command

from tests.wedsync.billing.purse import JULY, price
from wedsync.billing.install_prices import install_prices, list_prices
from wedsync.billing.models import Price
from wedsync.billing.money import NotMoney
from wedsync.billing.price_list import price_list
from wedsync.billing.pricing import estimate, price_of
from wedsync.vendors.tenancy import operator

LIST = """
[[lists]]
channel = "sms"
provider = "twilio"
unit = "segment"
currency = "USD"
from_day = 2027-01-01
source = "List"
prices = { US = "0.0083" }
"""
COUNTRIES = [
    *("US", "CA", "GB", "AU", "FR", "DE", "ES", "IT", "PT", "NL"),
    *("IE", "NZ", "MX", "BR", "IN", "ZA", "JP", "FJ"),
]


def test_twice_is_once(db):
    first, second = install_prices(), install_prices()

    assert (first, second) == (len(list(list_prices())), 0)


def test_a_corrected_row_is_corrected_and_a_new_one_added(db, tmp_path):
    file = tmp_path / "sms.toml"
    counts = []
    for text in (
        LIST,
        LIST.replace("0.0083", "0.0090"),
        LIST.replace("0.0083", "0.0090") + later(),
    ):
        file.write_text(text)
        counts.append(install_prices(tmp_path))

    assert counts == [1, 1, 1]
    with operator():
        assert list(Price.objects.order_by("from_day").values_list("micros", flat=True)) == [
            9_000,
            10_000,
        ]


def test_a_vendors_own_rows_stay_as_they_are(as_vendor, tmp_path):
    own = price(as_vendor, provider="twilio", country="US", from_day=dt.date(2027, 1, 1))
    (tmp_path / "sms.toml").write_text(LIST.replace("0.0083", "0.0090"))

    install_prices(tmp_path)

    own.refresh_from_db()
    assert own.micros == 8_300


def test_a_price_that_is_none_installs_nothing(db, tmp_path):
    (tmp_path / "sms.toml").write_text(LIST + LIST.replace("0.0083", "cheap"))

    with pytest.raises(NotMoney):
        install_prices(tmp_path)

    with operator():
        assert not Price.objects.exists()


def test_the_command_says_what_it_did(db):
    out = io.StringIO()
    call_command("install_prices", stdout=out)
    call_command("install_prices", stdout=out)

    assert out.getvalue().splitlines()[1] == "0 prices new or corrected"


@pytest.mark.parametrize("channel", ["email", "sms", "whatsapp", "push", "in_app"])
def test_no_channel_and_country_is_without_a_price(as_vendor, channel):
    install_prices()
    prices = price_list(as_vendor, channel, JULY)

    assert None not in {price_of(prices, channel, "twilio", c, JULY) for c in COUNTRIES}


def test_what_comes_with_the_house_says_that_it_is_an_estimate():
    sources = {row.source for row in list_prices() if row.micros}

    assert all("stimate" in source and "check your contract" in source for source in sources)


def test_a_text_of_two_segments_costs_two(as_vendor):
    install_prices()
    found = price_of(price_list(as_vendor, "sms", JULY), "sms", "twilio", "US", JULY)

    assert estimate(found, 2).micros == 16_600


def later():
    return LIST.replace("2027-01-01", "2027-02-01").replace("0.0083", "0.0100")
