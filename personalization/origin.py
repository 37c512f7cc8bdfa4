"""Which copies are older than what the library says now."""

from collections.abc import Iterable
from uuid import UUID

from personalization.models import Template


def outdated(copies: Iterable[Template]) -> set[UUID]:
    """Those whose library template has a newer version than the one they were copied from."""
    copied = [copy for copy in copies if copy.origin]
    found = Template.objects.filter(vendor=None, key__in={copy.origin for copy in copied})
    latest: dict[str, int] = {
        library.key: getattr(library, "latest", None) or 0 for library in found.with_latest()
    }
    return {one.pk for one in copied if latest.get(one.origin, 0) > (one.origin_version or 0)}
