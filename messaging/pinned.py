"""What only one account may carry: the test of that very account."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from messaging.compose import Composed
from messaging.models import ProviderAccount
from messaging.trial import carried_by


def by_account(
    ready: Sequence[Composed], chosen: ProviderAccount
) -> list[tuple[ProviderAccount, list[Composed]]]:
    """The current tenant's messages by the account that carries them: `chosen`, or their own.

    A test goes through its account even while that rests: that is what is to be seen. Without
    tests no query.
    """
    pins = {one.message.pk: carried_by(one.message.dedupe_key) for one in ready}
    asked = {pk for pk in pins.values() if pk}
    named = ProviderAccount.objects.in_bulk(asked) if asked else {}
    found: defaultdict[UUID, list[Composed]] = defaultdict(list)
    for one in ready:
        found[pins[one.message.pk] or chosen.pk].append(one)
    return [(named.get(pk, chosen), group) for pk, group in found.items()]
