"""Links lead people somewhere safe, or nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from personalization.links import Links, followed, is_web
from personalization.liquid.errors import BadLink


@pytest.mark.parametrize(
    "address",
    [
        "https://x.test",
        "http://x.test/a?b=c#d",
        "HTTPS://x.test",
        "mailto:hello@x.test",
        "tel:+41615550123",
        "https://münchen.test/straße",
    ],
)
def test_an_address_people_can_follow_stays_as_it_is(address):
    assert followed(address) == address


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("javascript:alert(1)", "must begin with https://"),
        ("data:text/html,x", "must begin with https://"),
        ("x.test/a", "must begin with https://"),
        ("", "must begin with https://"),
        ("https://", "has no plain host name"),
        ("https://bank.test@evil.test", "has no plain host name"),
        ("mailto:", "leads nowhere"),
        ("https://[::1", "is no address"),
        ("https://x.test/a b", "holds the character ' '"),
        ("https://x.test/\nBcc:", r"holds the character '\n'"),
        ('https://x.test/"', "holds the character"),
        ("https://x.test/" + "a" * 2000, "is longer than 2,000 characters"),
    ],
)
def test_an_address_that_leads_nowhere_safe_is_refused(address, fault):
    with pytest.raises(BadLink) as caught:
        followed(address)

    assert fault in caught.value.reason


@given(st.text(max_size=40))
def test_whatever_is_followed_can_stand_inside_quotes(text):
    try:
        address = followed(f"https://x.test/{text}")
    except BadLink:
        return

    assert not set(address) & set("\"'<> \n\r\t")


def test_links_are_numbered_and_only_the_vendors_own_are_tracked():
    links = Links()

    printed = [
        links.add(source)
        for source in (
            "https://x.test",
            "{{ vendor.website }}",
            "mailto:hello@x.test",
            "{{ links.unsubscribe }}",
        )
    ]

    assert printed == [f"{{{{ link[{index}] }}}}" for index in range(4)]
    assert [link["tracked"] for link in links.found] == [True, True, False, False]


def test_the_web_is_what_a_browser_opens():
    assert is_web("HTTPS://x.test")
    assert not is_web("tel:+1")
