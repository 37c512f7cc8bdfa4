"""Pages by cursor."""

import pytest
from django.http import Http404

from tests.factories import ClientFactory
from wedsync.dashboard.cursor import SIZE, page_of
from wedsync.weddings.models import Client

ORDER = ["name", "id"]


@pytest.fixture
def clients(vendor, as_vendor):
    """Every second name twice, so that a page ends between two of a name."""
    return [
        ClientFactory(vendor=vendor, name=f"Couple {number // 2:03}") for number in range(2 * SIZE)
    ]


def walk(order):
    seen, cursor = [], ""
    while True:
        page = page_of(Client.objects.all(), order, cursor)
        seen += page.rows
        if not page.next:
            return seen
        cursor = page.next


@pytest.mark.parametrize("order", [["name", "id"], ["-name", "-id"], ["-id"], ["name", "-id"]])
def test_page_by_page_everybody_comes_once_and_in_order(clients, order):
    assert walk(order) == list(Client.objects.order_by(*order))


def test_whoever_comes_in_front_moves_nobody(clients, vendor):
    first = page_of(Client.objects.all(), ORDER, "")
    ClientFactory(vendor=vendor, name="Aaron & Abel")

    second = page_of(Client.objects.all(), ORDER, first.next)

    assert second.rows == clients[SIZE:]


def test_the_first_page_knows_that_it_is(clients):
    first = page_of(Client.objects.all(), ORDER, "")

    assert first.first
    assert not page_of(Client.objects.all(), ORDER, first.next).first


@pytest.mark.parametrize("cursor", ["x", "a~b", "a~b~c", "~", "Couple~0190"])
def test_a_cursor_we_never_gave_leads_nowhere(as_vendor, cursor):
    with pytest.raises(Http404):
        page_of(Client.objects.all(), ORDER, cursor)
