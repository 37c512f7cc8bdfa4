"""A person's word about what a version says: it may leave, or it has to be written again.

It counts for just these words, whose hash goes into the audit trail with who said it.
"""

import datetime as dt
from uuid import UUID

from personalization.adopt import drafts_of
from personalization.awaiting import needs_of
from personalization.models import Approval, Template, TemplateVersion, WordingRule
from personalization.sign_off import OPEN, Needs, Standing, content_hash, may_approve
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

LONGEST_WORD = 200


def ask(version: TemplateVersion, *, actor: str) -> Approval:
    """Somebody shall look at it. Raises Refusal where nobody has to, or nothing is open."""
    if needs_of(version.template) is Needs.NOBODY:
        raise Refusal("Nobody has to approve this template.", code="no_approval_needed")
    found = _open(version)
    found.standing, found.asked_by = Standing.ASKED, actor
    return _said(found, "wording.review_asked", actor)


def approve(
    version: TemplateVersion, *, actor: str, owns: bool = False, now: dt.datetime
) -> Approval:
    """It may leave; `owns`: an owner of the business says so. Raises Refusal."""
    found = _open(version)
    involved = {found.written_by, found.asked_by} - {""}
    if problem := may_approve(needs_of(version.template), actor, involved, owns=owns):
        raise Refusal(problem, code="may_not_approve")
    found.standing, found.word = Standing.APPROVED, ""
    found.decided_by, found.decided_at = actor, now
    return _said(found, "wording.approved", actor)


def send_back(
    version: TemplateVersion, word: str = "", *, actor: str, now: dt.datetime
) -> Approval:
    """To be written again; `word` says what is missing. An approval it had is taken back."""
    found = _approval(version)
    found.standing, found.word = Standing.RETURNED, word[:LONGEST_WORD]
    found.decided_by, found.decided_at = actor, now
    return _said(found, "wording.sent_back", actor)


def demand(template: Template, needs: Needs, *, actor: str) -> None:
    """Who has to approve this template from now on; what was approved stays approved."""
    if template.vendor_id is None:
        raise Refusal("This template belongs to the library. Copy it first.", code="not_yours")
    Template.objects.filter(pk=template.pk).update(needs=needs.value)
    data = {"needs": needs.value}
    record(template.vendor_id, "wording.rule", template, actor=actor, data=data)


def demand_of_all(vendor: Vendor, needs: Needs, *, actor: str) -> None:
    """Who has to approve whatever the vendor writes."""
    rule, _ = WordingRule.objects.update_or_create(vendor=vendor, defaults={"needs": needs.value})
    record(vendor, "wording.rule", rule, actor=actor, data={"needs": needs.value})


def _open(version: TemplateVersion) -> Approval:
    found = _approval(version)
    if found.standing not in OPEN:
        raise Refusal("This version is approved already.", code="approved_already")
    return found


def _approval(version: TemplateVersion) -> Approval:
    """Locked; made now for a version that was there before anybody could approve one."""
    if version.vendor_id is None:
        raise Refusal("This template belongs to the library. Copy it first.", code="not_yours")
    Approval.objects.bulk_create([_fresh(version, version.vendor_id)], ignore_conflicts=True)
    return Approval.objects.select_for_update().get(version=version)


def _fresh(version: TemplateVersion, vendor_id: UUID) -> Approval:
    """Not saved yet."""
    content = content_hash(version.template.purpose, drafts_of(version))
    return Approval(vendor_id=vendor_id, version=version, content=content)


def _said(found: Approval, verb: str, actor: str) -> Approval:
    found.save()
    record(found.vendor_id, verb, found.version, actor=actor, data={"content": found.content})
    return found
