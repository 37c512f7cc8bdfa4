"""Serializers for what comes in: what nobody knows is refused, not dropped."""

from collections.abc import Callable, Mapping
from typing import Any

from rest_framework import serializers

from crm_connectors.records import Unreadable
from wedsync.vendors.models import Vendor


class Strict(serializers.Serializer[Any]):
    """`elsewhere`: fields that are written by another address, and the sentence that says so."""

    elsewhere: Mapping[str, str] = {}

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = [str(name) for name in data if name not in self.fields]
            if unknown:
                say = self.elsewhere.get
                raise serializers.ValidationError(
                    {name: [say(name, "There is no such field.")] for name in unknown}
                )
        return super().to_internal_value(data)

    @property
    def vendor(self) -> Vendor:
        vendor: Vendor = self.context["request"].vendor
        return vendor


def read(reader: Callable[[str], str], text: str) -> str:
    """What the readers of imports make of a text; empty stays empty. Raises ValidationError."""
    try:
        return reader(text) if text else ""
    except Unreadable as error:
        raise serializers.ValidationError(str(error)) from None
