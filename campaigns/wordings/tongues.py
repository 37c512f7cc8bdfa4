"""What templates say now, by channel and language, and who reads which."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from campaigns.experiment import assign
from personalization.choose import language_for
from personalization.models import TemplateVersion, Variant
from personalization.tongue import languages
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person

Wording = tuple[UUID, str]  # template, channel
Tongues = Mapping[str, Mapping[str, Variant]]  # by language, the one written first in front


def current_tongues(templates: Collection[UUID], *also: str) -> dict[Wording, Tongues]:
    """What the newest version of each template says; with `also` as columns, for they are heavy."""
    newest = TemplateVersion.objects.filter(template__in=templates).distinct("template_id")
    ordered = newest.order_by("template_id", "-number")
    versions = dict(ordered.values_list("pk", "template_id"))
    found: dict[Wording, dict[str, dict[str, Variant]]] = defaultdict(lambda: defaultdict(dict))
    rows = Variant.objects.filter(version__in=versions).order_by("id")
    for one in rows.only("version", "channel", "language", "key", "weight", *also):
        found[versions[one.version_id], one.channel][one.language][one.key] = one
    return {wording: dict(tongues) for wording, tongues in found.items()}


def chosen(tongues: Tongues, wishes: Sequence[str], experiment: str, unit: str) -> Variant:
    """In the reader's language; which of several, the wedding's stable lot says."""
    keyed = tongues[language_for(list(tongues), wishes)]
    return keyed[assign(experiment, unit, {key: one.weight for key, one in keyed.items()})]


def wishes_of(vendor: Vendor, people: Sequence[Person]) -> dict[UUID, list[str]]:
    """The languages of each of these people, then of the partners among them, then the vendor's."""
    circles: dict[UUID, list[Person]] = defaultdict(list)
    for one in people:
        circles[one.client_id].append(one)
    told = {client: [_told(one) for one in circle] for client, circle in circles.items()}
    locale = {"locale": vendor.locale}
    return {
        one.pk: [tag for tag, _ in languages(_told(one), told[one.client_id], locale)]
        for one in people
    }


def _told(person: Person) -> dict[str, str]:
    return {"role": person.role, "language": person.language}
