"""The United States: the federal hours, and the states that are stricter.

Where tables disagree, the strictest stands here. States without a row get the default row.
"""

import datetime as dt

from messaging.policy.law.holidays import (
    LAST,
    MONDAY,
    THURSDAY,
    Easter,
    Fixed,
    Holiday,
    Nth,
)
from messaging.policy.law.rule import Rule, daily, opens, weekly

FEDERAL: tuple[Holiday, ...] = (
    Fixed(1, 1, observed=True),
    Nth(3, MONDAY, 1),  # Martin Luther King
    Nth(3, MONDAY, 2),  # Washington
    Nth(LAST, MONDAY, 5),  # Memorial Day
    Fixed(6, 19, observed=True),
    Fixed(7, 4, observed=True),
    Nth(1, MONDAY, 9),  # Labor Day
    Nth(2, MONDAY, 10),  # Columbus, Indigenous Peoples
    Fixed(11, 11, observed=True),
    Nth(4, THURSDAY, 11),  # Thanksgiving
    Fixed(12, 25, observed=True),
)
ELECTION = Nth(1, MONDAY, 11, plus=1)
MARDI_GRAS, GOOD_FRIDAY = Easter(-47), Easter(-2)
CONFEDERATE, DAVIS = Nth(4, MONDAY, 4), Nth(1, MONDAY, 6)
ALABAMA = (*FEDERAL, MARDI_GRAS, CONFEDERATE, DAVIS)
LOUISIANA = (*FEDERAL, Fixed(1, 8), Fixed(1, 19), MARDI_GRAS, GOOD_FRIDAY, Fixed(11, 1), ELECTION)
MISSISSIPPI = (*FEDERAL, Nth(LAST, MONDAY, 4))
RHODE_ISLAND = (*FEDERAL, Nth(2, MONDAY, 8), ELECTION)  # Victory Day
UTAH = (*FEDERAL, Fixed(7, 24, observed=True))  # Pioneer Day

EIGHT_TO_EIGHT, NINE_TO_NINE, NINE_TO_EIGHT = daily(8, 20), daily(9, 21), daily(9, 20)
NO_SUNDAY = weekly(opens(8, 20), opens(8, 20), None)

ROWS = (
    Rule("US-AL", "Alabama", NO_SUNDAY, "Ala. PSC rules (secondary)", holidays=ALABAMA),
    Rule("US-CT", "Connecticut", NINE_TO_EIGHT, "Conn. Gen. Stat. 42-288a", dt.date(2023, 10, 1)),
    Rule(
        "US-FL",
        "Florida",
        EIGHT_TO_EIGHT,
        "Fla. Stat. 501.616(6)",
        dt.date(2021, 7, 1),
        most_in_24_hours=3,
    ),
    Rule("US-KY", "Kentucky", daily(10, 21), "KRS 367.46955 (secondary)"),
    Rule(
        "US-LA",
        "Louisiana",
        NO_SUNDAY,
        "La. PSC General Order R-29617; La. R.S. 45:811",
        holidays=LOUISIANA,
    ),
    Rule("US-MA", "Massachusetts", EIGHT_TO_EIGHT, "M.G.L. c. 159C (secondary)"),
    Rule(
        "US-MD",
        "Maryland",
        EIGHT_TO_EIGHT,
        "Stop the Spam Calls Act 2023 (secondary)",
        dt.date(2024, 1, 1),
        most_in_24_hours=3,
    ),
    Rule("US-MI", "Michigan", NINE_TO_NINE, "MCL 484.125 (secondary)"),
    Rule("US-MN", "Minnesota", NINE_TO_NINE, "Minn. Stat. 325E.30 (secondary)"),
    Rule("US-MS", "Mississippi", NO_SUNDAY, "Miss. Code 77-3-723", holidays=MISSISSIPPI),
    Rule("US-NM", "New Mexico", NINE_TO_NINE, "N.M. Stat. 57-12-22 (secondary)"),
    Rule("US-NV", "Nevada", NINE_TO_EIGHT, "NRS 599B (secondary)"),
    Rule(
        "US-OK",
        "Oklahoma",
        EIGHT_TO_EIGHT,
        "15 O.S. 775C.4",
        dt.date(2022, 11, 1),
        most_in_24_hours=3,
    ),
    Rule(
        "US-OR",
        "Oregon",
        EIGHT_TO_EIGHT,
        "HB 3865 (2025)",
        dt.date(2026, 1, 1),
        most_in_24_hours=3,
    ),
    Rule(
        "US-PA",
        "Pennsylvania",
        weekly(opens(8, 21), opens(8, 12), opens(8, 21)),
        "73 P.S. 2245.2 (secondary; Saturdays as the strictest table has them)",
        holidays=FEDERAL,
    ),
    Rule(
        "US-RI",
        "Rhode Island",
        weekly(opens(9, 18), opens(10, 17), None),
        "R.I. Gen. Laws 5-61-2, 5-61-3.6",
        holidays=RHODE_ISLAND,
    ),
    Rule(
        "US-SD",
        "South Dakota",
        weekly(opens(9, 21), None, None),
        "SDCL 37-30-28 (automated dialing: weekdays only)",
    ),
    Rule(
        "US-TX",
        "Texas",
        weekly(opens(9, 21), opens(9, 21), opens(12, 21)),
        "Tex. Bus. & Com. Code 301.051; SB 140 (2025)",
        dt.date(2025, 9, 1),
    ),
    Rule(
        "US-UT",
        "Utah",
        weekly(opens(8, 21), opens(8, 21), None),
        "Utah Code 13-25a-103 (secondary)",
        holidays=UTAH,
    ),
    Rule("US-WA", "Washington", EIGHT_TO_EIGHT, "RCW 80.36.390; HB 1497", dt.date(2022, 6, 9)),
    Rule("US-WY", "Wyoming", EIGHT_TO_EIGHT, "Wyo. Stat. 40-12-302 (secondary)"),
)
