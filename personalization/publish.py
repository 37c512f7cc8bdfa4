"""Publish a template: check everything, compile, and store one more version in one go."""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from personalization.compile import Compiled, compile_draft
from personalization.draft import Draft
from personalization.models import Approval, Template, TemplateVersion, Variant
from personalization.problems import Invalid, Problem
from personalization.sign_off import Standing, content_hash
from wedsync.lib.refusal import Refusal
from wedsync.lib.worded import worded
from wedsync.vendors.audit import record

MOST_VARIANTS = 20
LONGEST_NOTE = 300


class Unpublishable(Refusal):
    """Names every problem, one a line; `problems` has them for an editor to show in place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)), code="invalid_template")
        self.problems = tuple(problems)


@transaction.atomic
def publish(
    template: Template, variants: Sequence[Draft], *, note: str = "", actor: str
) -> TemplateVersion:
    """Raises Refusal: archived, somebody else's, or Unpublishable."""
    locked = Template.objects.select_for_update().filter(pk=template.pk).first()
    if locked is None:
        raise Refusal("This template belongs to the library. Copy it first.", code="not_yours")
    if locked.archived_at:
        raise Refusal("An archived template can't be published.", code="archived")
    compiled = compile_all(variants, purpose=locked.purpose)
    version = TemplateVersion.objects.create(
        vendor_id=locked.vendor_id,
        template=locked,
        number=_next_number(locked),
        note=note[:LONGEST_NOTE],
    )
    Variant.objects.bulk_create(map(lambda d, c: _row(version, d, c), variants, compiled))
    if locked.vendor_id:
        _approval(version, locked.vendor_id, variants, actor).save()
        data = {"number": version.number, "variants": len(variants)}
        record(locked.vendor_id, "template.published", version, actor=actor, data=data)
    return version


def compile_all(variants: Sequence[Draft], *, purpose: str) -> list[Compiled]:
    """Raises Unpublishable with the problems of all variants."""
    compiled: list[Compiled] = []
    problems = list(_set_problems(variants))
    for draft in variants:
        try:
            compiled.append(compile_draft(draft, purpose=purpose))
        except Invalid as error:
            problems += _located(error.problems, draft, several=len(variants) > 1)
    if problems:
        raise Unpublishable(problems)
    return compiled


def _set_problems(variants: Sequence[Draft]) -> Iterator[Problem]:
    if not 1 <= len(variants) <= MOST_VARIANTS:
        yield Problem(
            worded("Template"), worded("It needs from 1 to {most} variants.", most=MOST_VARIANTS)
        )
    kinds = Counter((draft.key, draft.channel, draft.language) for draft in variants)
    for (key, channel, language), count in kinds.items():
        if count > 1:
            yield Problem(
                worded("Template"),
                worded(
                    "Variant {key} ({channel}, {language}) is there twice.",
                    key=key,
                    channel=channel,
                    language=language,
                ),
            )


def _located(problems: Sequence[Problem], draft: Draft, *, several: bool) -> Iterator[Problem]:
    prefix = f"Variant {draft.key} ({draft.language}), " if several else ""
    for problem in problems:
        yield Problem(prefix + problem.where, problem.message, problem.line, problem.column)


def _approval(
    version: TemplateVersion, vendor_id: UUID, variants: Sequence[Draft], actor: str
) -> Approval:
    """Nobody's yet; but the same words have what was last decided about them."""
    content = content_hash(version.template.purpose, variants)
    fresh = Approval(vendor_id=vendor_id, version=version, content=content, written_by=actor)
    same = Approval.objects.filter(version__template=version.template_id, content=content)
    last = same.exclude(decided_at=None).order_by("-decided_at").first()
    if last is not None and last.standing == Standing.APPROVED:
        fresh.standing = last.standing
        fresh.decided_by, fresh.decided_at = last.decided_by, last.decided_at
    return fresh


def _next_number(template: Template) -> int:
    latest = template.versions.aggregate(latest=Max("number"))["latest"]
    return (latest or 0) + 1


def _row(version: TemplateVersion, draft: Draft, compiled: Compiled) -> Variant:
    return Variant(
        vendor_id=version.vendor_id,
        version=version,
        key=draft.key,
        channel=draft.channel,
        language=draft.language,
        weight=draft.weight,
        subject=draft.subject,
        preheader=draft.preheader,
        blocks=list(draft.blocks),
        compiled=compiled,
    )
