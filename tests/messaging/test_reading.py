"""Who opened or clicked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.reading import APPLE, RULES, VERSION, By, Hit, read

SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
GMAIL = "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"
YAHOO = "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"
OUTLOOK = "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Microsoft Outlook 16.0.17928)"
OPEN = Hit("opened", SAFARI, after=900.0)
CLICK = Hit("clicked", CHROME, after=900.0)

CASES = [
    (OPEN, By.HUMAN, "nothing speaks for a machine"),
    (CLICK, By.HUMAN, "nothing speaks for a machine"),
    (replace(OPEN, agent=OUTLOOK), By.HUMAN, "nothing speaks for a machine"),
    (replace(CLICK, after=None), By.HUMAN, "nothing speaks for a machine"),
    (replace(CLICK, method="HEAD"), By.MACHINE, "no browser reads by this method"),
    (replace(OPEN, method="OPTIONS"), By.MACHINE, "no browser reads by this method"),
    (replace(CLICK, method="get"), By.HUMAN, "nothing speaks for a machine"),
    (replace(CLICK, trap=True), By.MACHINE, "followed a link no person can see"),
    (replace(CLICK, agent=" "), By.MACHINE, "names no browser"),
    (replace(CLICK, agent="Barracuda Sentinel (EE)"), By.MACHINE, "a mail scanner"),
    (replace(CLICK, agent=f"{CHROME} Mimecast"), By.MACHINE, "a mail scanner"),
    (
        replace(CLICK, agent="Microsoft Office Existence Discovery"),
        By.MACHINE,
        "a mail scanner",
    ),
    (replace(CLICK, network="scanner"), By.MACHINE, "a scanner's network"),
    (replace(CLICK, agent="Slackbot-LinkExpanding 1.0"), By.MACHINE, "a robot"),
    (replace(CLICK, agent="WhatsApp/2.24.20 A"), By.MACHINE, "a robot"),
    (replace(CLICK, agent="facebookexternalhit/1.1"), By.MACHINE, "a robot"),
    (replace(CLICK, agent="python-requests/2.32"), By.MACHINE, "a robot"),
    (replace(CLICK, agent="curl/8.5.0"), By.MACHINE, "a robot"),
    (
        replace(CLICK, agent=f"{CHROME} (compatible; Googlebot/2.1)"),
        By.MACHINE,
        "a robot",
    ),
    (
        replace(CLICK, agent=CHROME.replace("Chrome", "HeadlessChrome")),
        By.MACHINE,
        "a robot",
    ),
    (replace(CLICK, after=-3.0), By.MACHINE, "before it was delivered"),
    (replace(OPEN, agent=APPLE), By.MACHINE, "Apple fetches every picture itself"),
    (
        replace(OPEN, network="apple_relay"),
        By.MACHINE,
        "Apple fetches every picture itself",
    ),
    (replace(CLICK, network="apple_relay"), By.HUMAN, "nothing speaks for a machine"),
    (replace(CLICK, links=3), By.MACHINE, "followed every link at once"),
    (replace(CLICK, after=5.0), By.MACHINE, "faster than anybody reads"),
    (replace(CLICK, after=0.0), By.MACHINE, "faster than anybody reads"),
    (replace(CLICK, after=5.1), By.HUMAN, "nothing speaks for a machine"),
    (replace(OPEN, after=0.9), By.MACHINE, "faster than anybody reads"),
    (replace(OPEN, after=4.0), By.UNSURE, "sooner than most people read"),
    (replace(OPEN, agent=GMAIL, after=4.0), By.UNSURE, "sooner than most people read"),
    (replace(CLICK, links=2), By.UNSURE, "two links at once"),
    (replace(CLICK, network="datacentre"), By.UNSURE, "from a data centre"),
    (replace(CLICK, agent=APPLE), By.UNSURE, "a browser without a name"),
    (replace(OPEN, agent=GMAIL), By.HUMAN, "a proxy that fetches when the mail is opened"),
    (replace(OPEN, agent=YAHOO), By.HUMAN, "a proxy that fetches when the mail is opened"),
]
hits = st.builds(
    Hit,
    kind=st.sampled_from(["opened", "clicked"]),
    agent=st.sampled_from([SAFARI, CHROME, GMAIL, APPLE, "", "curl/8.5.0"]),
    method=st.sampled_from(["GET", "HEAD", "POST"]),
    network=st.sampled_from(["", "apple_relay", "scanner", "datacentre"]),
    after=st.none() | st.floats(-10, 10_000),
    links=st.integers(1, 6),
    trap=st.booleans(),
)
SUSPICION = {By.HUMAN: 0, By.UNSURE: 1, By.MACHINE: 2}


@pytest.mark.parametrize(("hit", "by", "reason"), CASES)
def test_a_hit_is_read_by_the_first_rule_that_applies(hit, by, reason):
    said = read(hit)

    assert (said.by, said.reason, said.version) == (by, reason, VERSION)


def test_every_rule_has_its_example():
    assert {reason for _, reason, _ in RULES} <= {reason for _, _, reason in CASES}


@given(hits)
def test_one_more_sign_of_a_machine_never_makes_it_more_human(hit):
    signs = [{"method": "HEAD"}, {"trap": True}, {"links": hit.links + 1}, {"after": -1.0}]

    for sign in signs:
        assert SUSPICION[read(replace(hit, **sign)).by] >= SUSPICION[read(hit).by]


@given(hits, st.floats(0, 1000))
def test_a_slower_click_is_never_more_of_a_machine(hit, seconds):
    if hit.after is not None:
        slower = replace(hit, after=hit.after + seconds)
        assert SUSPICION[read(slower).by] <= SUSPICION[read(hit).by]


@given(hits)
def test_a_head_request_is_never_a_person(hit):
    assert read(replace(hit, method="HEAD")).by is By.MACHINE
