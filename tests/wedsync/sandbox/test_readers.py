"""Readers open, click and unsubscribe for real, at our own web server and nowhere else."""

from collections import Counter

import pytest

from tests.wedsync.sandbox.conftest import Start
from tests.wedsync.sandbox.letters import mail, post
from tests.wedsync.sandbox.receiver import Receiver
from wedsync.sandbox.client import Client


@pytest.fixture
def sandbox(start: Start, receiver: Receiver) -> Client:
    return start(webhook_url=receiver.url, couriers=1)


def html(base: str) -> str:
    return (
        f'<img src="https://cdn.example/logo.png"><a href="https://shop.example/">Shop</a>'
        f'<a href="{base}/t/c/1?x=1&amp;y=2">Menu</a><img src="{base}/t/o/1" width="1" height="1">'
    )


def way_out(base: str) -> dict[str, str]:
    return {
        "List-Unsubscribe": f"<{base}/u/1>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_who_opens_gets_the_pixel_as_a_browser_would(sandbox: Client, receiver: Receiver):
    post(sandbox, mail("open@example.org", html=html(receiver.url)))
    sandbox.settle()

    assert receiver.visits == [("GET", "/t/o/1")]
    assert receiver.got[-1].headers["user-agent"].startswith("Mozilla/5.0 (")


def test_who_clicks_opens_first_and_follows_our_link(sandbox: Client, receiver: Receiver):
    post(sandbox, mail("click@example.org", html=html(receiver.url)))
    told = sandbox.settle()

    assert receiver.visits == [("GET", "/t/o/1"), ("GET", "/t/c/1?x=1&y=2")]
    assert told["visits"] == 2


def test_a_link_beyond_ascii_is_followed_as_browsers_do(sandbox: Client, receiver: Receiver):
    post(sandbox, mail("click@example.org", html=f'<a href="{receiver.url}/é?q=ß&a=%20">x</a>'))
    sandbox.settle()

    assert receiver.visits == [("GET", "/%C3%A9?q=%C3%9F&a=%20")]


def test_a_redirect_is_not_followed_off_the_machine(sandbox: Client, receiver: Receiver):
    receiver.answers = [200, 200, 200, 302]

    post(sandbox, mail("click@example.org", html=html(receiver.url)))

    assert sandbox.settle()["visits"] == 2


def test_who_unsubscribes_posts_one_click(sandbox: Client, receiver: Receiver):
    post(sandbox, mail("unsubscribe@example.org", headers=way_out(receiver.url)))
    sandbox.settle()

    assert receiver.visits == [("POST", "/u/1")]
    assert receiver.got[-1].body == b"List-Unsubscribe=One-Click"
    assert receiver.got[-1].headers["content-type"] == "application/x-www-form-urlencoded"


def test_other_hosts_are_never_called(sandbox: Client, receiver: Receiver):
    elsewhere = "http://127.0.0.1:9"

    post(sandbox, mail("click@example.org", html=html(elsewhere)))
    post(sandbox, mail("unsubscribe@example.org", headers=way_out(elsewhere)))
    told = sandbox.settle()

    assert (receiver.visits, told["visits"]) == ([], 0)


def test_ordinary_people_open_and_click_at_the_given_rates(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url, open_rate=0.6, click_rate=0.2, seed=5)
    letters = [mail(f"guest{i}@example.org", html=html(receiver.url)) for i in range(100)]

    post(sandbox, letters, path="emails/batch")
    sandbox.settle()

    visits = Counter(path for _, path in receiver.visits)
    assert 45 <= visits["/t/o/1"] <= 75
    assert 10 <= visits["/t/c/1?x=1&y=2"] <= 32


def test_resends_own_tracking_adds_its_events(start: Start, receiver: Receiver):
    sandbox = start(webhook_url=receiver.url, couriers=1, resend_tracking=True)

    post(sandbox, mail("click@example.org", html=html(receiver.url)))
    sandbox.settle()

    assert receiver.types == ["email.sent", "email.delivered", "email.opened", "email.clicked"]
    assert receiver.hooks[-1].event()["data"]["click"]["link"] == "https://shop.example/"


def test_without_it_resend_knows_nothing_of_opens(sandbox: Client, receiver: Receiver):
    post(sandbox, mail("click@example.org", html=html(receiver.url)))
    sandbox.settle()

    assert receiver.types == ["email.sent", "email.delivered"]
