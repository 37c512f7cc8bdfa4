"""Which versions still wait for somebody's yes. Only what a vendor wrote is ever waited for."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from personalization.models import Approval, Template, TemplateVersion, WordingRule
from personalization.sign_off import Needs, Standing, strictest


def awaiting(versions: Collection[UUID]) -> set[UUID]:
    """Of these, in one query; rows of the current tenant."""
    approved = Approval.objects.filter(version=OuterRef("pk"), standing=Standing.APPROVED)
    ruled = WordingRule.objects.filter(vendor=OuterRef("vendor")).exclude(needs=Needs.NOBODY)
    demanded = ~Q(template__needs=Needs.NOBODY) | Exists(ruled)
    found = TemplateVersion.objects.filter(~Exists(approved), demanded, pk__in=set(versions))
    return set(found.exclude(vendor=None).values_list("pk", flat=True))


def needs_of(template: Template) -> Needs:
    """The stricter of what it demands itself and what its vendor demands of all."""
    if template.vendor_id is None:
        return Needs.NOBODY
    rules = WordingRule.objects.filter(vendor=template.vendor_id).values_list("needs", flat=True)
    return strictest(template.needs, *rules)
