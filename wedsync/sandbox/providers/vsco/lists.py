"""Collections: {type, meta, items}, filtered, sorted and cut into pages as the query asks."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from wedsync.sandbox.providers.vsco.refusal import invalid
from wedsync.sandbox.providers.vsco.studio import Item

FEWEST, MOST, DEFAULT = 10, 100, 100
FILTERS: Final = ("jobId", "contactId", "email")
HOOKS: Final = frozenset({"contact.created", "job.created", "order.booked", "payment.created"})
SORTABLE: Final = frozenset({"id", "modified", "created", "name", "eventDate", "bookingDate"})


def answer(kind: str, items: list[Item], query: Mapping[str, str]) -> dict[str, Any]:
    """One page. Raises Refused."""
    size = _number(query, "pageSize", DEFAULT, FEWEST, MOST)
    page = _number(query, "page", 1, 1, 1_000_000)
    found = _sorted([one for one in items if _fits(one, query)], query.get("sortBy", "id"))
    shown = found[(page - 1) * size : page * size]
    return {
        "type": f"{kind.replace('-', '')}-collection",
        "meta": {
            "currentPage": page,
            "totalPages": -(-len(found) // size),
            "totalItems": len(found),
            "rows": len(shown),
        },
        "items": shown,
    }


def check_hook(fields: Item) -> None:
    """Raises Refused."""
    if fields.get("event") not in HOOKS:
        raise invalid(event=f"must be one of {', '.join(sorted(HOOKS))}")
    if not str(fields.get("url", "")).startswith("http"):
        raise invalid(url="must be a URI")


def _fits(one: Item, query: Mapping[str, str]) -> bool:
    if one.get("closed") and query.get("includeClosed") != "true":
        return False
    if one.get("hidden") and query.get("includeHidden") != "true":
        return False
    wanted = query.get("externalMappingId")
    if wanted and all(wanted != known["id"] for known in one.get("externalMappings") or []):
        return False
    return all(one.get(name) == query[name] for name in FILTERS if query.get(name))


def _sorted(items: Iterable[Item], order: str) -> list[Item]:
    name, _, way = order.partition(" ")
    if name not in SORTABLE or way not in {"", "asc", "desc"}:
        raise invalid(sortBy=f"can't sort by {order}")
    return sorted(
        items, key=lambda one: (str(one.get(name) or ""), one["id"]), reverse=way == "desc"
    )


def _number(query: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise invalid(**{name: f"must be a whole number from {least} to {most}"})
    return int(text)
