"""The line that says to open pages that something moved."""

import asyncio
from dataclasses import dataclass

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.conf import settings
from django.test import Client

from messaging.news import group_of
from tests.factories import MembershipFactory, UserFactory, VendorFactory
from tests.socket import Socket
from wedsync.asgi import application
from wedsync.dashboard.live import SIGNED_OUT, Live
from wedsync.vendors.models import Membership, Vendor

OURS = "http://localhost"


@dataclass
class Watcher:
    browser: Client
    vendor: Vendor
    membership: Membership

    def line(self, origin=OURS):
        return line(self.browser, origin)


def line(browser, origin=OURS):
    cookie = browser.cookies.get(settings.SESSION_COOKIE_NAME)
    headers = [(b"origin", origin.encode()), (b"host", b"localhost")]
    if cookie:
        headers.append((b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie.value}".encode()))
    return Socket(application, "/live/", headers)


@pytest.fixture
def watcher(committed):
    membership = MembershipFactory(vendor=VendorFactory())
    browser = Client()
    browser.force_login(membership.user)
    return Watcher(browser, membership.vendor, membership)


@pytest.fixture
def nobody(committed):
    browser = Client()
    browser.force_login(UserFactory())
    return browser


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(Live, "gather_seconds", 0.02)


async def tell(vendor):
    await get_channel_layer().group_send(group_of(vendor.pk), {"type": "news"})


async def closed_with(socket):
    assert await socket.connect()
    return await socket.closed_with()


async def test_a_member_hears_that_something_moved(watcher):
    socket = watcher.line()
    await socket.connect()
    await asyncio.sleep(0.2)

    await tell(watcher.vendor)

    assert await socket.hear() == "news"
    await socket.disconnect()


async def test_a_burst_of_news_is_one_hint(watcher, monkeypatch):
    monkeypatch.setattr(Live, "gather_seconds", 0.3)
    socket = watcher.line()
    await socket.connect()
    await asyncio.sleep(0.2)

    for _ in range(50):
        await tell(watcher.vendor)

    assert await socket.hear() == "news"
    assert await socket.receive_nothing(timeout=0.5)
    await socket.disconnect()


async def test_the_news_of_another_vendor_are_not_heard(watcher):
    other = await sync_to_async(VendorFactory)()
    socket = watcher.line()
    await socket.connect()
    await asyncio.sleep(0.2)

    await tell(other)

    assert await socket.receive_nothing(timeout=0.4)
    await socket.disconnect()


async def test_a_visitor_is_told_that_nobody_is_signed_in(committed):
    assert await closed_with(line(Client())) == SIGNED_OUT


async def test_who_has_no_seat_hears_nothing(nobody):
    assert await closed_with(line(nobody)) == SIGNED_OUT


async def test_a_page_of_another_house_is_not_let_in(watcher):
    assert not await watcher.line(origin="https://evil.example").connect()
