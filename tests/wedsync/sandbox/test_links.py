"""What a reader's hand finds in a mail, and where it may never reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.sandbox.links import addresses, link, one_click, pixel, within

BASE = "http://127.0.0.1:8000"
ONE_CLICK = "List-Unsubscribe=One-Click"


@given(st.text())
def test_no_html_is_too_broken_to_look_at(html):
    assert pixel(html, BASE) is None
    assert link(html, BASE) is None
    assert addresses(html) == []


@given(st.sampled_from(["http", "https"]), st.from_regex(r"[a-z]{1,8}\.[a-z]{2,3}", fullmatch=True))
def test_no_other_host_is_within(scheme, host):
    assert not within(BASE, f"{scheme}://{host}/")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8001/t/1",
        "https://127.0.0.1:8000/t/1",
        "http://127.0.0.1:8000@evil.example/",
        "http://127.0.0.1:8000.evil.example/",
        "http://me@127.0.0.1:8000/",
        "http://127.0.0.1:8000\\@evil.example/",
        "http://127.0.0.1:8000/a b",
        "http://127.0.0.1:8000/\r\nHost: evil.example",
        "http://[::1",
        "//127.0.0.1:8000/",
        "/t/1",
        "",
    ],
)
def test_what_only_looks_like_the_base_is_not_within(url: str):
    assert not within(BASE, url)


def test_within_a_base_with_a_path_means_below_that_path():
    assert within("http://h.example/app", "http://H.example/app/t/1?x=1")
    assert not within("http://h.example/app", "http://h.example/apple")


def test_nothing_is_within_no_base():
    assert not within("", "http://127.0.0.1:8000/")


def test_the_pixel_is_the_smallest_picture_of_ours():
    html = f"""<img src="https://cdn.example/1.gif" width="1" height="1">
        <img src="{BASE}/logo.png" width="200"><img src="{BASE}/t/o/x?a=1&amp;b=2" width=1 height=1>
    """

    assert pixel(html, BASE) == f"{BASE}/t/o/x?a=1&b=2"


def test_the_link_is_the_first_of_ours_that_is_not_the_way_out():
    html = f"""<a href="https://elsewhere.example/">x</a><a href="{BASE}/unsubscribe/1">Bye</a>
        <a href="{BASE}/preferences/1">Less</a><a href="{BASE}/t/c/1">Menu</a>"""

    assert link(html, BASE) == f"{BASE}/t/c/1"


def test_one_click_is_the_web_address_among_those_offered():
    headers = {
        "list-unsubscribe": f"<mailto:out@venue.example>, <{BASE}/u/1>",
        "List-Unsubscribe-Post": ONE_CLICK,
    }

    assert one_click(headers, BASE) == f"{BASE}/u/1"


def test_without_its_second_header_one_click_is_not_offered():
    assert one_click({"List-Unsubscribe": f"<{BASE}/u/1>"}, BASE) is None


def test_one_click_at_another_host_is_left_alone():
    headers = {"List-Unsubscribe": "<https://x.example/u>", "List-Unsubscribe-Post": ONE_CLICK}

    assert one_click(headers, BASE) is None


def test_all_links_are_listed_once_and_scripts_are_none():
    html = (
        "<a href='https://a.example'>1</a><a href='javascript:x'>2</a><a href='https://a.example'>"
    )

    assert addresses(html) == ["https://a.example"]
