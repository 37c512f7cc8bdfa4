"""What is rendered for a message: its variant, or the copy that its frozen context names."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from personalization.compile import Compiled
from personalization.copy.said import KEY
from personalization.models import Copy, Variant

KEPT = 256  # copies a process keeps; what they say never changes


def wording(variant: Variant, context: Mapping[str, Any]) -> Compiled:
    """Of the current tenant's. Raises Copy.DoesNotExist for one that is nobody's."""
    chosen = context.get(KEY)
    if not isinstance(chosen, Mapping) or "id" not in chosen:
        return variant.compiled  # type: ignore[no-any-return]  # stored as JSON
    return _compiled(chosen["id"], variant.pk)


@lru_cache(maxsize=KEPT)
def _compiled(copy_id: str, variant_id: UUID) -> Compiled:
    copy = Copy.objects.only("compiled").get(pk=copy_id, variant=variant_id)
    return copy.compiled  # type: ignore[no-any-return]
