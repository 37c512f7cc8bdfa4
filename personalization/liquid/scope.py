"""What a template can see: dictionaries and lists of plain values, and nothing behind them."""

from collections.abc import Callable, Mapping, MutableSet, Sequence
from typing import Any, cast, overload

from liquid import RenderContext
from liquid.builtin.tags.for_tag import ForLoop
from liquid.template import BoundTemplate
from liquid.token import Token
from liquid.undefined import UNDEFINED
from liquid.utils import ReadOnlyChainMap

from personalization.fields import RESERVED
from personalization.liquid import limits
from personalization.liquid.errors import MissingField, TooMuch
from personalization.liquid.escape import Finish
from personalization.liquid.limits import Meter
from personalization.liquid.missing import Missing
from wedsync.lib.worded import worded

DEFAULT_LOCALE = "en"


class Lazy(Sequence[str]):
    """Texts that are made when a template first prints them, and only once."""

    def __init__(self, length: int, make: Callable[[int], str]) -> None:
        self._made: list[str | None] = [None] * length
        self._make = make

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        made = self._made[index]
        if isinstance(made, str):
            return made
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        made = self._made[index] = self._make(index)
        return made

    def __len__(self) -> int:
        return len(self._made)


class Scope(RenderContext):
    """Names and values while one part is rendered.

    `finish` turns a printed value into what may stand in this kind of output.
    `absent` collects the missing fields instead of raising MissingField at the first.
    """

    __slots__ = ("absent", "finish", "locale", "meter", "weight")

    def __init__(
        self,
        template: BoundTemplate,
        values: Mapping[str, object],
        finish: Finish,
        absent: MutableSet[str] | None = None,
    ) -> None:
        super().__init__(template, globals=values)
        # python-liquid also offers `now` and `today` here: the clock, which no template may read.
        self.scope = ReadOnlyChainMap(self.locals, self.globals)
        self.meter = Meter()
        self.weight = 0
        self.finish = finish
        self.absent = absent
        self.locale = str(values.get("locale") or DEFAULT_LOCALE)

    def get(
        self, path: list[object], *, token: Token | None, default: object = UNDEFINED
    ) -> object:
        """Walk `path`; what isn't there is Missing, and so is a field that is null or empty."""
        try:
            root = cast("str", path[0])
            # Fields first: no template can give a name of its own to a group of fields.
            value: object = self.globals[root] if root in self.globals else self.scope[root]
            for part in path[1:]:
                value = value[part] if type(value) is dict else _step(value, part)
        except (KeyError, IndexError, TypeError):
            return Missing(".".join(map(str, path)))
        if (value is None or value == "") and root in self.globals:
            return Missing(".".join(map(str, path)))
        return value

    def assign(self, key: str, val: Any) -> None:
        self.locals[key] = val
        if len(self.locals) > limits.LOCALS:
            raise TooMuch(
                worded("This template assigns more than {most} names.", most=limits.LOCALS)
            )
        limits.measured(val)

    def missed(self, field: str) -> str:
        """What to print instead: nothing for a name that was never assigned, as Liquid does.

        Raises MissingField for a field, unless absent fields are only being collected.
        """
        if field.partition(".")[0] not in RESERVED:
            return ""
        if self.absent is None:
            raise MissingField(field)
        self.absent.add(field)
        return ""

    def raise_for_loop_limit(self, length: int = 1) -> None:
        """Python-liquid asks before each loop: every round costs as much as its body is long."""
        self.meter.charge(length * (self.weight + limits.CALL))


def _step(value: object, part: object) -> object:
    """One step into a value that is no dictionary; attributes are never looked at."""
    if isinstance(value, (list, range, Lazy)):
        return _item(value, part)
    if isinstance(value, ForLoop):
        return value[str(part)]
    if isinstance(value, str) and part == "size":
        return len(value)
    raise KeyError(part)


def _item(value: Sequence[object], part: object) -> object:
    if isinstance(part, int):
        return value[part]
    if part == "size":
        return len(value)
    return value[{"first": 0, "last": -1}[str(part)]]
