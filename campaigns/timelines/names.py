"""What each step of a plan is called: by the template it says."""

from collections.abc import Iterable
from uuid import UUID

from campaigns.models import Enrollment
from campaigns.timeline.codec import from_json
from personalization.models import Template


def names_of(enrollments: Iterable[Enrollment]) -> dict[tuple[UUID, str], str]:
    """By enrollment and key, in one query; enrollments come with their version."""
    told = list(enrollments)
    read = {
        version.pk: from_json(version.definition)[1].steps
        for version in {one.version for one in told}
    }
    said = {one.pk: read[one.version_id] for one in told}
    wanted = {content.template for steps in said.values() for content in steps.values()}
    names = dict(Template.objects.filter(pk__among=wanted).values_list("pk", "name"))
    return {
        (pk, key): names.get(content.template, key)
        for pk, steps in said.items()
        for key, content in steps.items()
    }
