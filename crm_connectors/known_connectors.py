"""Which connectors there are."""

from collections.abc import Mapping
from functools import cache

from crm_connectors.protocol import Connector
from wedsync.lib.refusal import Refusal
from wedsync.lib.registry import modules_in


@cache
def connectors() -> Mapping[str, Connector]:
    found = (module.CONNECTOR for module in modules_in("crm_connectors.connectors"))
    return {connector.key: connector for connector in found}


def connector_of(key: str) -> Connector:
    """Raises Refusal for a system we don't know."""
    try:
        return connectors()[key]
    except KeyError:
        raise Refusal(
            "We don't know a system called “{key}”.", code="no_such_system", key=key
        ) from None
