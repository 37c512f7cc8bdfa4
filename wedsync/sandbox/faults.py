"""Faults on order: what is queued under /_ctl/faults strikes the requests to a provider."""

import dataclasses
import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wedsync.sandbox.wire import Unfit

EFFECTS = ("refusal", "status", "drop", "hang", "delay", "slow_body", "bad_json")
SECONDS = ("hang", "delay", "slow_body")


@dataclass(frozen=True)
class Fault:
    """One order. It strikes requests whose path begins with `path`, as often as `times` says.

    `status` (with `headers`, `body`) answers in the provider's place, `drop` cuts the connection,
    `hang` holds the answer back: each `before` the provider accepted anything (then the connection
    is cut) or `after` it did; `drop` says which itself. `delay` makes the provider work that long
    before it accepts.
    `slow_body` dribbles the answer out over that time, `bad_json` sends half of it. `refusal` names
    one that the provider words itself, see refusals.py.
    """

    path: str
    method: str = ""
    times: int | None = 1  # None: until cleared
    probability: float = 1.0
    seed: int = 0
    when: str = ""  # before, after; unless said: a status strikes before, a hang after
    refusal: str = ""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None  # text is sent as it is, anything else as JSON
    drop: str = ""
    hang: float = 0.0
    delay: float = 0.0
    slow_body: float = 0.0
    bad_json: bool = False

    @property
    def before(self) -> bool:
        """Does it replace the provider's work, so that nothing is accepted?"""
        if self.drop:
            return self.drop == "before"
        return (self.when or ("before" if self.status else "after")) == "before"

    @property
    def name(self) -> str:
        """The effects it was ordered for, such as "status 500, hang"; "" for none."""
        told = {name: f"{name} {getattr(self, name)}" for name in ("refusal", "status", "drop")}
        return ", ".join(told.get(effect, effect) for effect in EFFECTS if getattr(self, effect))

    @property
    def content(self) -> bytes:
        if isinstance(self.body, str):
            return self.body.encode()
        return b"" if self.body is None else json.dumps(self.body).encode()


NONE = Fault(path="/", times=0)


class Faults:
    """The queue: the first order that fits a request and wins its throw strikes it."""

    def __init__(self) -> None:
        self._armed: list[_Armed] = []

    def arm(self, *faults: Fault) -> None:
        self._armed += [_Armed(fault) for fault in faults]

    def clear(self) -> None:
        self._armed.clear()

    def strike(self, method: str, path: str, only: Callable[[Fault], bool] | None = None) -> Fault:
        """NONE when the request goes through unharmed. `only` says which orders count at all."""
        for armed in self._armed:
            if (only is None or only(armed.fault)) and armed.fits(method, path):
                armed.struck += 1
                return armed.fault
        return NONE

    def listing(self) -> list[dict[str, Any]]:
        return [dataclasses.asdict(armed.fault) | {"struck": armed.struck} for armed in self._armed]


class _Armed:
    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.struck = 0
        self._dice = random.Random(fault.seed)  # noqa: S311 -- repeatable on purpose

    def fits(self, method: str, path: str) -> bool:
        fault = self.fault
        if fault.times is not None and self.struck >= fault.times:
            return False
        if not path.startswith(fault.path) or fault.method not in {"", method}:
            return False
        return fault.probability >= 1 or self._dice.random() < fault.probability


def parse(data: object) -> list[Fault]:
    """One order or a list of them, as JSON. Raises Unfit with a sentence."""
    return [_one(item) for item in (data if isinstance(data, list) else [data])]


def _one(data: object) -> Fault:
    if not isinstance(data, dict):
        raise Unfit("A fault is an object such as {'path': '/resend/', 'status': 500}.")
    known = {field.name for field in dataclasses.fields(Fault)}
    if unknown := sorted(map(str, data.keys() - known)):
        raise Unfit(f"A fault has no {', '.join(unknown)}; it has {', '.join(sorted(known))}.")
    if not str(data.get("path", "")).startswith("/"):
        raise Unfit("A fault needs the path it strikes, such as /resend/emails.")
    if not any(data.get(effect) for effect in EFFECTS):
        raise Unfit(f"A fault needs an effect: {', '.join(EFFECTS)}.")
    _check_values(data)
    return Fault(**data)


def _check_values(data: dict[str, Any]) -> None:
    if data.get("drop", "") not in {"", "before", "after"}:
        raise Unfit("drop is before or after: before or after the provider accepted.")
    if data.get("when", "") not in {"", "before", "after"}:
        raise Unfit("when is before or after: before or after the provider accepted.")
    for name in SECONDS:
        if not _is_number(data.get(name, 0), most=3600):
            raise Unfit(f"{name} is a number of seconds, at most 3600.")
    if not _is_number(data.get("probability", 1), most=1):
        raise Unfit("probability is a number from 0 to 1.")
    times = data.get("times", 1)
    if times is not None and not (_is_number(times, most=1e9) and isinstance(times, int)):
        raise Unfit("times is a whole number, or null for: until cleared.")
    if not isinstance(data.get("refusal", ""), str):
        raise Unfit("refusal is a text, such as '21610'.")
    _check_answer(data)


def _check_answer(data: dict[str, Any]) -> None:
    status = data.get("status")
    if status is not None and not (isinstance(status, int) and 200 <= status <= 599):  # noqa: PLR2004 -- what HTTP allows as a final answer
        raise Unfit("status is an HTTP status from 200 to 599.")
    headers = data.get("headers", {})
    if not (isinstance(headers, dict) and all(isinstance(text, str) for text in headers.values())):
        raise Unfit("headers is an object of names and texts.")


def _is_number(value: object, *, most: float) -> bool:
    real = isinstance(value, int | float) and not isinstance(value, bool)
    return real and 0 <= value <= most  # type: ignore[operator]
