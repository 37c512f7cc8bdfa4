"""Copy a library template into a vendor's own templates, where it may be changed."""

from django.db import transaction

from personalization.draft import Draft
from personalization.models import Template, TemplateVersion, Variant
from personalization.publish import publish
from wedsync.lib.refusal import Refusal
from wedsync.vendors.models import Vendor


@transaction.atomic
def adopt(template: Template, vendor: Vendor, *, actor: str) -> Template:
    """The vendor's own copy of the current version. Raises Refusal."""
    current = template.current
    if current is None:
        raise Refusal("This template has nothing published yet.", code="unpublished")
    if Template.objects.in_use().filter(vendor=vendor, name=template.name).exists():
        raise Refusal(
            "You already have a template called '{name}'.", code="name_taken", name=template.name
        )
    copy = Template.objects.create(
        vendor=vendor,
        name=template.name,
        purpose=template.purpose,
        description=template.description,
        kinds=template.kinds,
        stage=template.stage,
        timing=template.timing,
        origin=template.key,
        origin_version=current.number,
    )
    publish(copy, drafts_of(current), note=f"Copied from {current}", actor=actor)
    return copy


def drafts_of(version: TemplateVersion) -> list[Draft]:
    """What the author of this version handed in."""
    return [draft_of(variant) for variant in version.variants.all()]


def draft_of(variant: Variant) -> Draft:
    return Draft(
        subject=variant.subject,
        preheader=variant.preheader,
        blocks=variant.blocks,
        key=variant.key,
        channel=variant.channel,
        language=variant.language,
        weight=variant.weight,
        content_sid=variant.compiled.get("content_sid", ""),
        variables=variant.compiled.get("variables", ()),
        body=variant.compiled.get("body", ""),
        header=variant.compiled.get("header", ""),
        footer=variant.compiled.get("footer", ""),
        typographic=variant.compiled.get("typographic", False),
    )
