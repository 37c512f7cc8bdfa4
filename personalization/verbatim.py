"""Words that one person wrote to one other: a variant of their own, in which nothing is a tag.

Whatever leaves has an immutable wording behind it. These wordings have a template nobody sees,
because it was archived from the start.
"""

import re
from html import escape, unescape

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now as current_time
from django.utils.translation import gettext

from personalization.compile import compile_draft
from personalization.draft import Draft
from personalization.models import Purpose, Template, TemplateVersion, Variant
from personalization.problems import Invalid
from personalization.publish import Unpublishable
from wedsync.vendors.models import Vendor

KEY = "verbatim"
PURPOSE = Purpose.CONTRACTUAL
# Control characters, and those for private use, which templates have as stand-ins.
UNWRITTEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff]")


@transaction.atomic
def verbatim(
    vendor: Vendor,
    text: str,
    *,
    channel: str,
    language: str,
    subject: str,
    purpose: Purpose = PURPOSE,
) -> Variant:
    """Raises Unpublishable: nothing said, or too much for the channel."""
    block = {"type": "text", "text": literal(text)}
    draft = Draft(literal(subject), [block], channel=channel, language=language)
    try:
        compiled = compile_draft(draft, purpose=purpose.value)
    except Invalid as error:
        raise Unpublishable(error.problems) from error
    return Variant.objects.create(
        vendor=vendor,
        version=_version(vendor, purpose),
        key=draft.key,
        channel=channel,
        language=language,
        subject=draft.subject,
        blocks=[block],
        compiled=compiled,
    )


def literal(text: str) -> str:
    """As Liquid, and as the little HTML of a text block, that says just this."""
    return escape(UNWRITTEN.sub("", text), quote=False).replace("{", "{{ '{' }}")


def words_of(variant: Variant) -> str:
    """What was written, as it was: the inverse of `literal`."""
    written: str = variant.blocks[0]["text"]
    return unescape(written.replace("{{ '{' }}", "{"))


def _version(vendor: Vendor, purpose: Purpose) -> TemplateVersion:
    key = KEY if purpose is PURPOSE else f"{KEY}-{purpose.value}"
    template = Template.objects.select_for_update().filter(vendor=vendor, key=key).first()
    if template is None:
        template = Template.objects.create(
            vendor=vendor,
            key=key,
            name=gettext("Written by hand"),
            purpose=purpose.value,
            archived_at=current_time(),
        )
    latest = template.versions.aggregate(latest=Max("number"))["latest"] or 0
    return TemplateVersion.objects.create(vendor=vendor, template=template, number=latest + 1)
