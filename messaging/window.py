"""WhatsApp: how long free words still reach somebody, which is a day after they last wrote."""

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Max

from messaging.due import AnyPerson
from messaging.models import Inbound

OPEN_FOR = dt.timedelta(hours=24)


def window_until(people: Iterable[AnyPerson]) -> Mapping[UUID, dt.datetime]:
    """By person of the current tenant; nothing for those who never wrote. One query."""
    numbers = {person.pk: person.phone for person in people if person.phone}
    if not numbers:
        return {}
    last = dict(
        Inbound.objects.filter(channel="whatsapp", address__in=set(numbers.values()))
        .values_list("address")
        .annotate(Max("at"))
        .order_by()
    )
    return {pk: last[phone] + OPEN_FOR for pk, phone in numbers.items() if phone in last}
