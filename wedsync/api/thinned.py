"""Which things of the document come with some of their fields only, when `fields` asks for that.

No field of theirs can be required, then; without `fields` each of them is there.
"""

from collections.abc import Mapping
from typing import Any

from wedsync.api.picked import PARAMETER

Json = Mapping[str, Any]


def thinned(document: Json) -> frozenset[str]:
    """The names of their components."""
    reading = (methods["get"] for methods in document["paths"].values() if "get" in methods)
    schemas = document["components"]["schemas"]
    return frozenset(_thing(schemas, one) for one in reading if _picks(one))


def _picks(operation: Json) -> bool:
    return any(one["name"] == PARAMETER for one in operation.get("parameters", ()))


def _thing(schemas: Json, operation: Json) -> str:
    """What the answer is, or what each row of it is."""
    content = operation["responses"]["200"]["content"]["application/json"]
    name = _name(content["schema"])
    results = schemas[name]["properties"].get("results")
    return _name(results["items"]) if results else name


def _name(reference: Json) -> str:
    return str(reference["$ref"]).rpartition("/")[2]
