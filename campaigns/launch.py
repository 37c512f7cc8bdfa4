"""Launch a campaign: freeze who it reaches, in one statement, and let it run."""

from django.db import connection
from django.utils.timezone import now as current_time

from campaigns.audience import parse, people
from campaigns.models import Campaign, Recipient, State
from campaigns.tasks import expand
from messaging.policy.facts import Purpose
from personalization.compile import fits
from wedsync.lib.later import later
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor


def launch(campaign: Campaign, *, actor: str) -> int:
    """Freeze the audience and start; return how many people it reaches. Raises Refusal."""
    locked = Campaign.objects.select_for_update().select_related("vendor").get(pk=campaign.pk)
    _refuse_unready(locked)
    reached = _freeze(locked)
    if not reached:
        raise Refusal("Nobody fits this audience.", code="audience_empty")
    locked.state, locked.launched_at = State.RUNNING, current_time()
    locked.save(update_fields=["state", "launched_at"])
    record(locked.vendor, "campaign.launched", locked, actor=actor, data={"reached": reached})
    later(expand, str(locked.pk))
    campaign.state, campaign.launched_at = locked.state, locked.launched_at
    return reached


def _refuse_unready(campaign: Campaign) -> None:
    if campaign.state != State.DRAFT:
        raise Refusal("Only a draft can be launched.", code="not_a_draft")
    variants = campaign.version.variants.filter(channel=campaign.channel)
    if not variants:
        raise Refusal("This template says nothing on that channel.", code="no_content")
    if not all(fits(variant.compiled, campaign.purpose) for variant in variants):
        raise Refusal(
            f"This template was not written for {campaign.purpose} messages: it has no way out.",
            code="template_purpose",
        )
    _refuse_unlawful(campaign.vendor, campaign.purpose)


def _refuse_unlawful(vendor: Vendor, purpose: str) -> None:
    """Who writes must say who they are; marketing also needs a postal address (CAN-SPAM)."""
    if not vendor.sender_email:
        raise Refusal("Set the address you send from first.", code="no_sender")
    if purpose == Purpose.MARKETING and not vendor.postal_address:
        raise Refusal(
            "Marketing must show your postal address: add it in the settings.",
            code="no_postal_address",
        )


def _freeze(campaign: Campaign) -> int:
    """INSERT … SELECT: the audience never travels through this process."""
    chosen = people(parse(campaign.audience)).values_list("vendor_id", "pk", "meant")  # type: ignore[misc]  # annotated
    sql, parameters = chosen.query.sql_with_params()
    table = Recipient._meta.db_table  # noqa: SLF001 -- Django's documented API
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, campaign_id, vendor_id, person_id, wedding_id, variant_key)"  # noqa: S608 -- our own names
            f" SELECT uuidv7(), %s, audience.*, '' FROM ({sql}) audience ON CONFLICT DO NOTHING",
            [campaign.pk, *parameters],
        )
        return int(cursor.rowcount)
