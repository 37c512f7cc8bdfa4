"""Which addresses may be called."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wedsync.lib.target import NoTarget, choose, is_public, read

PRIVATE = [
    "0.0.0.0",  # noqa: S104  # never bound to
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",  # where clouds keep credentials
    "172.16.5.5",
    "192.168.1.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_only_our_own_machines_reach_is_not_public(address):
    assert not is_public(ip_address(address))
    with pytest.raises(NoTarget, match="public internet"):
        choose([address])


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111"])
def test_the_rest_of_the_world_is(address):
    assert choose([address]) == address


def test_translated_public_addresses_are_public():
    assert is_public(ip_address("64:ff9b::808:808"))


def test_one_private_address_among_public_ones_forbids_all():
    with pytest.raises(NoTarget):
        choose(["8.8.8.8", "10.0.0.1"])


def test_a_host_without_addresses_is_none():
    with pytest.raises(NoTarget, match="no address"):
        choose([])


def test_a_named_network_is_allowed():
    assert choose(["127.0.0.1"], ["127.0.0.1/32"]) == "127.0.0.1"
    with pytest.raises(NoTarget):
        choose(["127.0.0.2"], ["127.0.0.1/32"])


@pytest.mark.law
@given(st.ip_addresses(v=4))
def test_wrapping_an_address_never_makes_it_public(address):
    wrapped = [f"::ffff:{address}", str(ip_address((0x64FF9B << 96) | int(address)))]

    assert [is_public(ip_address(one)) for one in wrapped] == [is_public(address)] * 2


def test_an_address_is_taken_apart():
    target = read("https://hooks.example.com:8443/in?a=1")

    assert (target.host, target.port, target.path) == ("hooks.example.com", 8443, "/in?a=1")
    assert read("https://x.example").path == "/"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://x.example/", "https://"),
        ("ftp://x.example/", "https://"),
        ("javascript:alert(1)", "https://"),
        ("https:///nothing", "host"),
        ("https://me:pw@x.example/", "password"),
        ("https://x.example/#part", "#"),
        ("https://x.example:22/", "port 22"),
        ("https://x.example:99999/", "no address"),
        ("https://x.example/a b", "spaces"),
        ("https://x.example/\r\nHost: y", "spaces"),
        ("https://münchen.example/", "plain"),
        ("https://x.example/" + "a" * 2000, "2,000"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(url, why):
    with pytest.raises(NoTarget, match=why):
        read(url)


def test_plain_http_has_to_be_allowed():
    assert read("http://x.example/", plain=True).port == 80
