"""Who opened or clicked: a person, a machine, or nobody can say. Pure.

Raw hits are all kept; these rules are applied to them again whenever VERSION changes. An open
never drives a decision, whoever it is from.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from wedsync.lib.worded import worded

VERSION = "2026-11-25"
FAST_CLICK = 5.0  # seconds after delivery in which nobody has read it
FAST_OPEN = 1.0
HASTY_OPEN = 5.0
MANY_LINKS = 3
# Apple's Mail Privacy Protection says exactly this, and nothing else does.
APPLE = "Mozilla/5.0"
# Fetch a picture when its reader opens the mail, and hide who that was.
PROXIES = re.compile(r"googleimageproxy|ggpht\.com|yahoomailproxy|yahoocachesystem", re.IGNORECASE)
SCANNERS = re.compile(
    r"barracuda|mimecast|proofpoint|safelinks|symantec|messagelabs|trend ?micro|ironport|sophos"
    r"|fireeye|trellix|forcepoint|zscaler|cloudmark|avanan|checkpoint|office existence discovery"
    r"|microsoft office protocol|urldefense|virustotal",
    re.IGNORECASE,
)
ROBOTS = re.compile(
    r"bot\b|crawler|spider|preview|slurp|facebookexternalhit|whatsapp/|skypeuripreview|embedly"
    r"|headless|phantomjs|puppeteer|playwright|selenium|lighthouse|curl/|wget/|python-|aiohttp"
    r"|httpx/|go-http-client|okhttp|java/|apache-httpclient|libwww|axios/|node-fetch|guzzle"
    r"|monitor|scanner|validator",
    re.IGNORECASE,
)


class By(StrEnum):
    HUMAN = "human"
    MACHINE = "machine"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Hit:
    """One request for a pixel or a link.

    `network` is what is known of its address: "apple_relay" (Apple's published ranges),
    "scanner", "datacentre", or "" for anything else.
    """

    kind: str  # opened, clicked
    agent: str
    method: str = "GET"
    network: str = ""
    after: float | None = None  # seconds since delivery; negative before it, None unknown
    links: int = 1  # different links of the same message fetched within two seconds of it
    trap: bool = False  # the link no person can see


@dataclass(frozen=True)
class Reading:
    by: By
    reason: str
    version: str = VERSION


def read(hit: Hit) -> Reading:
    for by, reason, applies in RULES:
        if applies(hit):
            return Reading(by, reason)
    return Reading(By.HUMAN, worded("nothing speaks for a machine"))


def _clicked(hit: Hit) -> bool:
    return hit.kind == "clicked"


def _within(hit: Hit, seconds: float) -> bool:
    return hit.after is not None and hit.after <= seconds


# The first that applies decides: what proves a machine, then what leaves it open.
RULES: tuple[tuple[By, str, Callable[[Hit], bool]], ...] = (
    (
        By.MACHINE,
        worded("no browser reads by this method"),
        lambda hit: hit.method.upper() != "GET",
    ),
    (By.MACHINE, worded("followed a link no person can see"), lambda hit: hit.trap),
    (By.MACHINE, worded("names no browser"), lambda hit: not hit.agent.strip()),
    (By.MACHINE, worded("a mail scanner"), lambda hit: bool(SCANNERS.search(hit.agent))),
    (By.MACHINE, worded("a scanner's network"), lambda hit: hit.network == "scanner"),
    (By.MACHINE, worded("a robot"), lambda hit: bool(ROBOTS.search(hit.agent))),
    (
        By.MACHINE,
        worded("before it was delivered"),
        lambda hit: hit.after is not None and hit.after < 0,
    ),
    (
        By.MACHINE,
        worded("Apple fetches every picture itself"),
        lambda hit: not _clicked(hit) and (hit.agent == APPLE or hit.network == "apple_relay"),
    ),
    (By.MACHINE, worded("followed every link at once"), lambda hit: hit.links >= MANY_LINKS),
    (
        By.MACHINE,
        worded("faster than anybody reads"),
        lambda hit: _within(hit, FAST_CLICK if _clicked(hit) else FAST_OPEN),
    ),
    (By.UNSURE, worded("sooner than most people read"), lambda hit: _within(hit, HASTY_OPEN)),
    (By.UNSURE, worded("two links at once"), lambda hit: hit.links > 1),
    (By.UNSURE, worded("from a data centre"), lambda hit: hit.network == "datacentre"),
    (By.UNSURE, worded("a browser without a name"), lambda hit: hit.agent == APPLE),
    (
        By.HUMAN,
        worded("a proxy that fetches when the mail is opened"),
        lambda hit: bool(PROXIES.search(hit.agent)),
    ),
)
