"""Note how each message came to be, beside the inputs it is written from."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from messaging.due import AnyMessage
from messaging.engagement import NOBODY, engagement_of
from messaging.habits import zone_of
from personalization.evidence import evidence_of
from personalization.made_by import MadeBy, Occasion, made_by
from personalization.wording import wording_of
from wedsync.vendors.models import Vendor

Pair = tuple[UUID, UUID | None]


def made_of(
    messages: Sequence[AnyMessage],
    contexts: Mapping[Pair, Mapping[str, Any]],
    vendor: Vendor,
    now: dt.datetime,
) -> dict[UUID, MadeBy]:
    """By message; `contexts` by person and wedding. Two queries."""
    engaged = engagement_of({message.person_id for message in messages}, now)
    variants = {message.variant_id: message.variant for message in messages}
    tried = evidence_of(variants)
    wordings = {pk: wording_of(variant) for pk, variant in variants.items()}
    return {
        message.pk: made_by(
            wordings[message.variant_id],
            contexts[message.person_id, message.wedding_id],
            Occasion(
                message.purpose,
                message.channel,
                now.astimezone(zone_of(message.person, vendor)),
                engaged.get(message.person_id, NOBODY),
                tried.get(message.variant_id),
            ),
        )
        for message in messages
    }
