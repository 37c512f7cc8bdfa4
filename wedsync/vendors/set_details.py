"""Change what a vendor says about itself, and how it wants to send."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor


def seen_of(vendor: Vendor, names: Iterable[str]) -> str:
    """What somebody looks at who edits these fields, as a short word."""
    said = repr([(name, getattr(vendor, name)) for name in sorted(names)])
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


@transaction.atomic
def set_details(vendor: Vendor, fields: Mapping[str, Any], seen: str, *, actor: str) -> list[str]:
    """Return the names of what changed. `seen`: of the values that were shown.

    Raises Refusal where somebody else changed them meanwhile.
    """
    now = Vendor.objects.select_for_update().get(pk=vendor.pk)
    if seen_of(now, fields) != seen:
        raise Refusal(
            "Somebody else changed this meanwhile. Here it is as it stands now.",
            code="changed_meanwhile",
        )
    changed = sorted(name for name, value in fields.items() if getattr(now, name) != value)
    if changed:
        Vendor.objects.filter(pk=vendor.pk).update(**{name: fields[name] for name in changed})
        record(vendor, "vendor.changed", vendor, actor=actor, data={"fields": changed})
    return changed
