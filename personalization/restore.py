"""Say again what an earlier version said: as a new version, so that history stays what it was."""

from django.db import transaction

from personalization.adopt import drafts_of
from personalization.models import TemplateVersion
from personalization.publish import publish
from wedsync.lib.refusal import Refusal


@transaction.atomic
def restore(version: TemplateVersion, *, actor: str) -> TemplateVersion:
    """Raises Refusal: it is the current one, archived, not the vendor's own, or unpublishable."""
    current = version.template.current
    if current is not None and current.pk == version.pk:
        raise Refusal("This is what it says now.", code="current")
    note = f"Back to version {version.number}"
    return publish(version.template, drafts_of(version), note=note, actor=actor)
