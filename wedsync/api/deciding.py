"""One answer for many: what comes in, and what is told of each."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from wedsync.lib.one_by_one import MOST, Decided

WEIGHT = 10  # calls that one answer to many counts as
NOT_FOUND = ("not_found", "There is no such thing.")


class Ids(serializers.ListField):
    """Up to a hundred, each once."""

    child = serializers.UUIDField()

    def __init__(self, **also: Any) -> None:
        super().__init__(min_length=1, max_length=MOST, **also)

    def to_internal_value(self, data: Any) -> list[UUID]:
        found: list[UUID] = super().to_internal_value(data)
        if len(set(found)) < len(found):
            raise ValidationError("Each of them once.")
        return found


class OutcomeSerializer(serializers.Serializer[Any]):
    """Of the `row`-th id, counted from 0; `id` is null where there is no such thing.

    `state`: done or refused; `code` and `detail` say why, as the refusal of a single one would.
    """

    row = serializers.IntegerField()
    id = serializers.UUIDField(allow_null=True)
    state = serializers.ChoiceField(choices=["done", "refused"])
    code = serializers.CharField(allow_blank=True)
    detail = serializers.CharField(allow_blank=True)


class DecidedSerializer(serializers.Serializer[Any]):
    """In the order in which they were asked."""

    done = serializers.IntegerField()
    refused = serializers.IntegerField()
    results = OutcomeSerializer(many=True)


def outcomes(ids: list[UUID], decided: Iterable[Decided[Any]]) -> Response:
    known = {one.thing.pk: one for one in decided}
    results = [_outcome(row, known.get(pk)) for row, pk in enumerate(ids)]
    done = sum(one["state"] == "done" for one in results)
    return Response({"done": done, "refused": len(ids) - done, "results": results})


def _outcome(row: int, found: Decided[Any] | None) -> dict[str, Any]:
    if found is None:
        code, detail = NOT_FOUND
        return {"row": row, "id": None, "state": "refused", "code": code, "detail": detail}
    no = found.refusal
    code, detail = (no.code, no.reason) if no else ("", "")
    state = "refused" if no else "done"
    return {"row": row, "id": found.thing.pk, "state": state, "code": code, "detail": detail}
