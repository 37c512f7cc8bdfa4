"""What templates say, by channel and language, and who reads which."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar
from uuid import UUID

from personalization.choose import language_for
from personalization.models import TemplateVersion, Variant
from personalization.tongue import languages
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Person


class Wordings(NamedTuple):
    """The variants of a language by key, and how often each is to be chosen."""

    variants: dict[str, Variant]
    weights: dict[str, int]


K = TypeVar("K", bound=Hashable)
Wording = tuple[UUID, str]  # template, channel
Tongues = Mapping[str, Wordings]  # by language, the one written first in front


def tongues_of(rows: Iterable[Variant], key: Callable[[Variant], K]) -> dict[K, Tongues]:
    """Variants in the order in which they were written, by what `key` says of each."""
    found: dict[K, dict[str, Wordings]] = defaultdict(dict)
    for one in rows:
        wordings = found[key(one)].setdefault(one.language, Wordings({}, {}))
        wordings.variants[one.key], wordings.weights[one.key] = one, one.weight
    return dict(found)


def current_tongues(templates: Collection[UUID], *also: str) -> dict[Wording, Tongues]:
    """What the newest version of each template says; with `also` as columns, for they are heavy."""
    newest = TemplateVersion.objects.filter(template__in=templates).distinct("template_id")
    ordered = newest.order_by("template_id", "-number")
    versions = dict(ordered.values_list("pk", "template_id"))
    rows = Variant.objects.filter(version__in=versions).order_by("id")
    few = rows.only("version", "channel", "language", "key", "weight", *also)
    return tongues_of(few, lambda one: (versions[one.version_id], one.channel))


def read_in(tongues: Tongues, wishes: Sequence[str]) -> Wordings:
    """In the reader's language."""
    tags = list(tongues)
    return tongues[tags[0] if len(tags) == 1 else language_for(tags, wishes)]


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
