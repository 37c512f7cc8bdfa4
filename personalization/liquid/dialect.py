"""Our Liquid: python-liquid's parser with tags, filters and printing of our own."""

import re
from collections.abc import Mapping, MutableSet
from dataclasses import dataclass
from typing import Any

from liquid import BoundTemplate, Environment, Token
from liquid.exceptions import LiquidError, ResourceLimitError
from liquid.output import LimitedStringIO

from personalization.liquid import escape, limits
from personalization.liquid.errors import BadSource, BadValue, TooMuch
from personalization.liquid.escape import Finish
from personalization.liquid.filters import allowed
from personalization.liquid.missing import Missing
from personalization.liquid.nodes import TAGS
from personalization.liquid.rewrite import rewrite
from personalization.liquid.scan import place, scan
from personalization.liquid.scope import Scope
from wedsync.lib.worded import worded

KEPT = {"content", "illegal", "if", "unless", "break", "continue", "assign", "capture"}

# What Python may raise inside a filter given values nobody foresaw.
SURPRISES = (ArithmeticError, ValueError, TypeError, LookupError, AttributeError, RecursionError)


class Alone(BoundTemplate):
    """A template nobody includes: python-liquid would tell it so under a name of its own."""

    def make_partial_namespace(
        self, partial: bool, render_args: Mapping[str, object]
    ) -> Mapping[str, object]:
        return render_args


class Dialect(Environment):
    """Parsed the same way everywhere; `finish` makes printed values fit their output."""

    template_class = Alone
    block_nesting_limit = 4 * limits.DEPTH
    context_depth_limit = 4 * limits.DEPTH
    output_stream_limit = limits.OUTPUT

    def __init__(self, finish: Finish) -> None:
        super().__init__(undefined=Missing)
        self.finish = finish

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        super().setup_tags_and_filters(extra=extra)
        self.filters = allowed(self.filters)
        self.tags = {name: tag for name, tag in self.tags.items() if name in KEPT}
        for tag in TAGS:
            self.add_tag(tag)

    def error(self, exc: Any, msg: str | None = None, token: Token | None = None) -> None:
        """A fault at the end of a tag has no position: let it have its tag's."""
        if token and isinstance(exc, LiquidError) and exc.token and exc.token.start_index < 0:
            exc.token = token
        super().error(exc, msg, token)


HTML = Dialect(escape.html)
TEXT = Dialect(escape.plain)
LINK = Dialect(escape.address)


@dataclass(frozen=True)
class Template:
    """One parsed source; immutable, so threads share it."""

    bound: BoundTemplate
    finish: Finish

    def render(self, values: Mapping[str, object], *, absent: MutableSet[str] | None = None) -> str:
        """Raises Unrenderable, and nothing else. See Scope for `absent`."""
        buffer = LimitedStringIO(limits.OUTPUT)
        try:
            self.bound.render_with_context(Scope(self.bound, values, self.finish, absent), buffer)
        except ResourceLimitError:
            raise TooMuch(worded("This template makes more than a message may hold.")) from None
        except LiquidError as error:
            raise BadValue(
                worded("A value doesn't fit the template: {message}.", message=error.message)
            ) from error
        except SURPRISES as error:
            raise BadValue(worded("A value can't be used the way the template uses it.")) from error
        return buffer.getvalue()


def parse(source: str, dialect: Dialect = TEXT, *, longest: int = limits.SOURCE) -> Template:
    """Raises BadSource with a plain sentence, line and column."""
    scan(source, longest=longest)
    try:
        bound = dialect.from_string(source)
    except LiquidError as error:
        raise BadSource(_sentence(str(error.message)), *_place(source, error)) from error
    rewrite(bound)
    return Template(bound, dialect.finish)


SENTENCES = (
    (
        r"expected end of expression",
        worded("Something is left over. Is a '|', ':' or ',' missing?"),
    ),
    (r"missing expression", worded("This tag needs something after its name.")),
    (
        r"expected a primitive expression, found end",
        worded("A name or a value is missing at the end."),
    ),
    (r"expected word, found end", worded("The name of a filter is missing after '|'.")),
    (r"path segment|expected an identifier", worded("A name is missing or misspelt.")),
    (r"disallowed parentheses", worded("Conditions can't be grouped with parentheses.")),
    (r"disallowed not", worded("There is no 'not'. Use 'unless', or '!='.")),
    (r"disallowed ternary", worded("'if' can't stand inside {{ }}.")),
    (r"unexpected liquid parsing error", worded("This is too complicated.")),
    (r"comma separated", worded("A comma is missing between two values.")),
)


def _sentence(message: str) -> str:
    for sign, sentence in SENTENCES:
        if re.search(sign, message):
            return sentence
    return worded("This can't be understood: {message}.", message=message)


def _place(source: str, error: LiquidError) -> tuple[int, int]:
    return place(source, max(error.token.start_index, 0) if error.token else 0)
