"""Every field there is; adding one to a file of `fields/` adds it to the editor and the tests."""

from collections.abc import Mapping
from functools import cache

from campaigns.segments.field import Field
from campaigns.segments.kinds import Kind
from wedsync.lib.registry import modules_in


@cache
def fields() -> Mapping[str, Field]:
    modules = modules_in("campaigns.segments.fields")
    return {field.key: field for module in modules for field in module.FIELDS}


@cache
def kinds() -> Mapping[str, Kind]:
    return {key: field.kind for key, field in fields().items()}
