"""`?fields=id,name`: only what the caller wants to see."""

from collections.abc import Collection, Mapping
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

PARAMETER = "fields"


def wanted(request: Request, known: Collection[str]) -> frozenset[str] | None:
    """None: everything. Raises ValidationError for a field that isn't there."""
    text = request.query_params.get(PARAMETER)
    if text is None:
        return None
    names = frozenset(text.split(","))
    if unknown := sorted(names - set(known)):
        raise ValidationError({PARAMETER: [f"There is no field {name!r}." for name in unknown]})
    return names


def picked(data: Mapping[str, Any], names: frozenset[str] | None) -> dict[str, Any]:
    return {key: value for key, value in data.items() if names is None or key in names}
