"""A vendor whose page is open, and what a couple says there."""

import pytest
from django.test import Client

from crm_connectors.inquiries.set_form import set_form
from crm_connectors.inquiry_models import QUESTIONS
from personalization.install_library import FOLDER, install_library
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant

BOXES = ["email:helpful", "email:marketing", "sms:marketing"]


@pytest.fixture
def asks(vendor):
    with tenant(vendor.pk):
        return set_form(vendor, is_open=True, questions=QUESTIONS, boxes=BOXES, actor="user:1")


@pytest.fixture
def visitor():
    return visitor_from()


def visitor_from():
    """A place of its own: what other tests ask isn't counted."""
    place = uuid7().hex[-12:]
    return Client(REMOTE_ADDR=f"fd00:{place[:4]}:{place[4:8]}:{place[8:]}::1")


@pytest.fixture
def words_to_ask_with(tmp_path, db):
    name = "ask_consent.toml"
    (tmp_path / name).write_bytes((FOLDER / "shared" / name).read_bytes())
    install_library(tmp_path)


def filled(**given):
    said = {
        "name": "Lena Ortiz",
        "partner": "Marc Weber",
        "email": "Lena@Example.com",
        "phone": "+1 415 555 0101",
        "known": "exact",
        "day": "2099-06-19",
        "venue": "Old Mill",
        "city": "Portland",
        "guests": "80",
        "note": "We love your pictures.",
        "shown": "en.0.0.0",
    }
    return said | given
