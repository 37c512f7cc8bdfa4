"""A variant's row, as a composition remembers it."""

from personalization.made_by import Wording
from personalization.models import Variant


def wording_of(variant: Variant) -> Wording:
    return Wording(
        version=str(variant.version_id),
        variant=str(variant.pk),
        key=variant.key,
        language=variant.language,
        fields=tuple(variant.compiled["fields"]),
    )
