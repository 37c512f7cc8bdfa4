"""Who looks across all vendors, by name; a new place has to be argued for here."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
HOUSE = ("wedsync", "personalization", "campaigns", "messaging", "crm_connectors")
DEFINES = "wedsync/vendors/tenancy.py"
USE = re.compile(r"(?<![\w.])(operator\(\)|desk\()")
SWITCH = re.compile(
    r"wedsync_(operator|desk)|tenancy import .*\bOPERATOR\b|set_config\(|SET (LOCAL )?ROLE"
)

IDS = "asks for ids of what is due, nothing else"
LOOKS_ACROSS = {
    "campaigns/emergencies/carry.py": IDS,
    "campaigns/timelines/enter.py": IDS,
    "campaigns/reflows/hear_moves.py": IDS,
    "campaigns/experiments/hear_milestones.py": IDS,
    "campaigns/experiments/look.py": IDS,
    "campaigns/management/season.py": "finds the vendor by its slug",
    "campaigns/caps/plan_caps.py": IDS,
    "campaigns/timelines/release.py": IDS,
    "campaigns/broadcasts/running.py": IDS,
    "campaigns/broadcasts/schedule.py": IDS,
    "campaigns/broadcasts/second.py": IDS,
    "campaigns/timelines/walk.py": IDS,
    "crm_connectors/begin_sync.py": "which connections are due: ids",
    "crm_connectors/import_couples.py": "whose import this is, and which have stalled: ids",
    "crm_connectors/inbound.py": "an address tells by its secret whose it is",
    "crm_connectors/inquiries/page.py": "an address tells by its secret whose it is",
    "crm_connectors/letters/hear.py": "which vendors want letters read: their connections",
    "crm_connectors/management/commands/import_couples.py": "finds the vendor by its slug",
    "crm_connectors/outgoing/claim.py": "takes what is due, each row by its lease alone",
    "crm_connectors/outgoing/forget.py": "removes by age alone",
    "crm_connectors/outgoing/gather.py": IDS,
    "crm_connectors/sync.py": "whose sync this is, and which want to go on: ids",
    "messaging/checks.py": "an account is to be trusted whoever it belongs to",
    "messaging/dispatch.py": IDS,
    "messaging/fetch_reply.py": "stores what an announced letter says, before it is known whose",
    "messaging/inbound.py": "a reply says whose it is only once it is read",
    "messaging/say_back.py": IDS,
    "messaging/dead_letters.py": "counts by vendor, channel and reason; acts as each vendor",
    "messaging/queue_depth.py": "how much is due in each lane, and since when",
    "messaging/look_up.py": "who writes no more to an address: vendors, found by its digest",
    "messaging/health.py": "notes how an account does that belongs to the platform",
    "messaging/pace_fallback.py": "an account's pace is everybody's",
    "messaging/pool_habits.py": "ids of vendors, and what is counted over five of them or more",
    "messaging/recover.py": "moves what a dead worker left, by its lease alone",
    "messaging/resolve.py": IDS,
    "messaging/track.py": "a stored event says whose it is only once it is read",
    "messaging/webhooks.py": "the inbox is closed to everybody else",
    "personalization/copy/due.py": IDS,
    "personalization/install_library.py": "the library belongs to no vendor",
    "wedsync/analytics/library_results.py": "counts over five vendors or more",
    "wedsync/analytics/rollup.py": IDS,
    "wedsync/billing/install_prices.py": "list prices belong to no vendor",
    "wedsync/dashboard/health.py": "how long anything has been due, and nothing else",
    "wedsync/dashboard/operators_home.py": "counts across the house, names nobody",
    "wedsync/dashboard/metrics.py": "counts across the house, names nobody",
    "wedsync/demo/job.py": "finds the demo's vendor by its slug",
    "wedsync/demo/seed.py": "founds the vendors of the demo",
    "wedsync/vendors/break_glass.py": "opens visits where the desk can't, told to everybody",
    "wedsync/vendors/management/commands/break_glass.py": "finds vendors by their slugs",
    "wedsync/vendors/invite.py": "who follows an invitation has no seat there yet",
    "wedsync/vendors/management/commands/verify_events.py": "goes through every vendor's chain",
    "wedsync/vendors/forget_answers.py": IDS,
    "wedsync/vendors/keys.py": "whose a key is, before a tenant is known",
    "wedsync/vendors/membership.py": "before the answer no tenant is known",
    "wedsync/vendors/middleware.py": "the operators' own admin",
    "wedsync/vendors/operator_pages.py": "a verb reaches all it must, whatever is looked at",
}
SETS_IT_UP = {
    "campaigns/migrations",
    "messaging/migrations",
    "personalization/migrations",
    "wedsync/vendors/audit.py",  # names who acts, not for whom
    "wedsync/vendors/migrations",
    "wedsync/vendors/rls.py",
}


def test_only_named_places_look_across_vendors():
    found = {name for name, text in sources() if USE.search(text)} - {DEFINES}

    assert found == set(LOOKS_ACROSS)


def test_nobody_else_sets_role_or_tenant():
    """`tenant()` and `operator()` are the only switches."""
    found = {name for name, text in sources() if SWITCH.search(text)} - {DEFINES}

    assert {name for name in found if not any(name.startswith(ok) for ok in SETS_IT_UP)} == set()


def sources():
    for package in HOUSE:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
