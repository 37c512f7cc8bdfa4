"""Countries with hours of their own, and the default for every place that has no row.

`KLAVIYO`: no statute sets hours for texts there; these are the ones the trade's largest sender
keeps (help article 4408737146651).
"""

import datetime as dt

from messaging.policy.law.holidays import Easter, Fixed
from messaging.policy.law.rule import Rule, daily, opens, weekly

KLAVIYO = "trade practice: Klaviyo 4408737146651"
EIGHT_TO_NINE = daily(8, 21)
FRANCE = (
    Fixed(1, 1),
    Easter(1),
    Fixed(5, 1),
    Fixed(5, 8),
    Easter(39),  # Ascension
    Easter(50),  # Whit Monday
    Fixed(7, 14),
    Fixed(8, 15),
    Fixed(11, 1),
    Fixed(11, 11),
    Fixed(12, 25),
)

ROWS = (
    Rule(
        "",
        "places whose hours we don't know",
        weekly(opens(9, 20), opens(9, 20), opens(12, 20)),
        "house default; 47 CFR 64.1200(c)(1) and stricter",
    ),
    Rule("AU", "Australia", EIGHT_TO_NINE, KLAVIYO),
    Rule(
        "CA",
        "Canada",
        weekly(opens(9, 21), opens(10, 18), opens(10, 18)),
        "CRTC Unsolicited Telecommunications Rules, weekdays to 21:30; " + KLAVIYO,
    ),
    Rule("DE", "Germany", EIGHT_TO_NINE, KLAVIYO),
    Rule(
        "FR",
        "France",
        weekly(opens(8, 22), opens(8, 22), None),
        "operators' code of conduct, kept by Brevo and Klaviyo",
        holidays=FRANCE,
    ),
    Rule("GB", "the United Kingdom", EIGHT_TO_NINE, KLAVIYO),
    Rule("IE", "Ireland", EIGHT_TO_NINE, KLAVIYO),
    Rule("IN", "India", daily(10, 21), "TRAI TCCCPR 2018 (secondary)", dt.date(2019, 2, 28)),
    Rule("NL", "the Netherlands", EIGHT_TO_NINE, KLAVIYO),
    Rule("NZ", "New Zealand", EIGHT_TO_NINE, KLAVIYO),
)
