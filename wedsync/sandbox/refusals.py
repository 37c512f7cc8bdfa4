"""Refusals by name: a fault that asks for "21610" gets the answer its provider gives."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wedsync.sandbox.faults import Fault
from wedsync.sandbox.provider import Provider, Refuses
from wedsync.sandbox.wire import Response, Unfit


def worded(fault: Fault, providers: Iterable[Provider]) -> Fault:
    """With the refusal's status, headers and body, where the order names none. Raises Unfit."""
    if not fault.refusal:
        return fault
    known = _refusals(fault.path, providers)
    if fault.refusal not in known:
        names = ", ".join(sorted(known)) or "none"
        raise Unfit(f"At {fault.path} there is no refusal {fault.refusal!r}; there are: {names}.")
    ready = known[fault.refusal]
    return replace(
        fault,
        status=fault.status or int(ready.status),
        headers={**ready.headers, **fault.headers},
        body=ready.body.decode() if fault.body is None else fault.body,
    )


def _refusals(path: str, providers: Iterable[Provider]) -> Mapping[str, Response]:
    first = path.split("/")[1]
    for one in providers:
        if first in {one.key, *one.prefixes} and isinstance(one, Refuses):
            return one.refusals
    return {}
