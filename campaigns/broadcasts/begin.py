"""Begin a campaign: freeze who it reaches, in one statement, and let it run."""

import datetime as dt

from django.db import connection

from campaigns.broadcast.states import State
from campaigns.broadcast.timing import Timing
from campaigns.broadcasts.turn import turn
from campaigns.caps.plan_caps import plan_caps
from campaigns.models import Campaign, Recipient
from campaigns.segments.audience import parse, people
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record

BEGINNING = frozenset({State.DRAFT, State.REVIEW, State.SCHEDULED, State.PAUSED})


def begin(campaign: Campaign, now: dt.datetime, *, actor: str) -> int:
    """How many people it reaches. Raises Refusal for nobody, or if it was launched meanwhile.

    One that waited for its moment makes room as it begins, as it was planned for the days before:
    whoever would hear one message too many has another day.
    """
    reached = _freeze(campaign, now)
    if not reached:
        raise Refusal("Nobody fits this audience.", code="audience_empty")
    otherwise = worded("It is under way or over already.")
    turn(campaign, State.RUNNING, BEGINNING, otherwise, launched_at=now)
    if campaign.timing == Timing.AT:
        plan_caps(campaign.vendor, now, starting=campaign.pk)
    record(
        campaign.vendor_id, "campaign.launched", campaign, actor=actor, data={"reached": reached}
    )
    return reached


def _freeze(campaign: Campaign, now: dt.datetime) -> int:
    """INSERT … SELECT: the audience never travels through this process.

    Everybody's moment is now, but for those whose best hour is still to be chosen. A campaign
    begins once, locked, and everybody is in its audience once: there is no double to look for.
    """
    chosen = people(parse(campaign.audience)).values_list("vendor_id", "pk", "meant")  # type: ignore[misc]  # annotated
    sql, parameters = chosen.query.sql_with_params()
    table = Recipient._meta.db_table  # noqa: SLF001 -- Django's documented API
    planned_at = None if campaign.timing == Timing.BEST else now
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, campaign_id, planned_at, vendor_id, person_id, wedding_id,"  # noqa: S608 -- our own names
            " variant_key) SELECT uuidv7(), %s, %s::timestamptz, audience.*, ''"
            f" FROM ({sql}) audience",
            [campaign.pk, planned_at, *parameters],
        )
        return int(cursor.rowcount)
