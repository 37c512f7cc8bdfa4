"""A vendor decides whether a model may word a template, in which tone, and who lets that leave."""

from personalization.approval import Policy, is_written
from personalization.models import Template
from personalization.tones import TONES
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record


def set_policy(template: Template, *, policy: str, tone: str, actor: str) -> None:
    """Of a vendor's own template. Raises Refusal."""
    if template.vendor_id is None:
        raise Refusal("This template belongs to the library. Copy it first.", code="not_yours")
    if policy not in {*Policy} or tone not in TONES:
        raise Refusal("There is no such policy or tone.", code="unknown")
    if policy != Policy.OFF and not is_written(policy, template.purpose):
        raise Refusal("What is said in an emergency, you word yourself.", code="emergency")
    Template.objects.filter(pk=template.pk).update(copy_policy=policy, copy_tone=tone)
    data = {"policy": policy, "tone": tone}
    record(template.vendor_id, "copy.policy", template, actor=actor, data=data)
