"""Nodes as closures that say their part of a text when all goes well.

What goes wrong only has to be noticed here: what it is called, the interpreter says.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from liquid.ast import BlockNode, Node
from liquid.builtin.content import ContentNode
from liquid.builtin.expressions import LoopExpression, StringLiteral
from liquid.builtin.tags.assign_tag import AssignNode
from liquid.builtin.tags.capture_tag import CaptureNode
from liquid.builtin.tags.for_tag import ForLoop
from liquid.builtin.tags.if_tag import IfNode
from liquid.builtin.tags.unless_tag import UnlessNode
from liquid.environment import Environment
from liquid.expression import Expression

from personalization.liquid import escape
from personalization.liquid.frame import Frame, Unsure
from personalization.liquid.missing import Missing
from personalization.liquid.nodes import FirstMatchNode, PaidForNode, PrintNode, printable
from personalization.liquid.readers import Reader, field_of, reader
from personalization.liquid.sequence import Part, Piece, in_order, nothing, silent, with_holes
from personalization.liquid.shared import is_shared

Listed = Callable[[Frame], tuple[Iterator[object], int]]


class Pieces:
    """Makes the pieces of one template; raises Unsure for a node that isn't known here."""

    def __init__(self, env: Environment, finish: escape.Finish) -> None:
        self.env, self.finish = env, finish
        self.sequences = 0

    def sequence(self, nodes: Iterable[Node]) -> Piece:
        parts = [(self.piece(node), is_shared(node)) for node in nodes]
        if self.finish is escape.address:
            return in_order([part for part, _ in parts])
        self.sequences += 1
        return with_holes(parts, self.sequences)

    def piece(self, node: Node) -> Part:
        if isinstance(node, ContentNode):
            return sure(node.text)
        if isinstance(node, PrintNode):
            return self._print(node)
        if self.finish is escape.address:
            raise Unsure  # a link asks what has been written, across all blocks
        return self._tag(node)

    def read(self, expression: Expression) -> Reader:
        return reader(expression, self.env)

    def block(self, block: BlockNode | None) -> Piece:
        """A block that could only print blanks prints nothing, but does its work."""
        if block is None:
            return nothing
        write = self.sequence(block.nodes)
        return silent(write) if block.blank else write

    def _print(self, node: PrintNode) -> Piece:
        read, finish = self.read(node.expression), self.finish

        def write(frame: Frame) -> str:
            value = read(frame)
            if type(value) is str:
                text = finish(value, frame.begun)
            elif isinstance(value, Missing):
                return frame.scope.missed(value.name)
            else:
                text = finish(printable(value), frame.begun)
            return text if text.isascii() else sure(text)

        field = field_of(node.expression)
        return _straight(field, write, finish) if field else write

    def _tag(self, node: Node) -> Piece:
        match node:
            case IfNode() | UnlessNode():
                return self._choice(node)
            case FirstMatchNode():
                return self._case(node)
            case PaidForNode():
                return self._loop(node)
            case CaptureNode():
                return self._capture(node)
            case AssignNode():
                return self._assign(node)
            case _:
                raise Unsure

    def _choice(self, node: IfNode | UnlessNode) -> Piece:
        condition, first = self.read(node.condition), self.block(node.consequence)
        wanted = isinstance(node, IfNode)
        others = [(self.read(one.expression), self.block(one.block)) for one in node.alternatives]
        default = self.block(node.default)

        def write(frame: Frame) -> str:
            if condition(frame) is wanted:
                return first(frame)
            return next((block for holds, block in others if holds(frame)), default)(frame)

        return write

    def _case(self, node: FirstMatchNode) -> Piece:
        """Like the node itself: the first block that matches, and `else` always does."""
        blocks = [
            (_otherwise, self.block(one))
            if isinstance(one, BlockNode)
            else (_any(self.read(one.expression)), self.block(one.block))
            for one in node.blocks
        ]
        return lambda frame: next((block for holds, block in blocks if holds(frame)), nothing)(
            frame
        )

    def _loop(self, node: PaidForNode) -> Piece:
        """No need to tidy up after a fault: nobody goes on with this scope."""
        name, weight = node.expression.identifier, node.weight
        title = f"{name}-{node.expression.iterable}"
        listed = self._listed(node.expression)
        body, default = self.block(node.block), self.block(node.default)

        def write(frame: Frame) -> str:
            things, length = listed(frame)
            if not length:
                return default(frame)
            scope = frame.scope
            scope.weight = weight
            scope.raise_for_loop_limit(length)
            forloop = ForLoop(title, things, length, scope.parentloop())
            namespace: dict[str, object] = {"forloop": forloop, name: None}
            scope.loops.append(forloop)
            scope.scope.push(namespace)
            texts = []
            for namespace[name] in forloop:
                texts.append(frame.repeated(body(frame)))
            scope.scope.pop()
            scope.loops.pop()
            return "".join(texts)

        return write

    def _listed(self, loop: LoopExpression) -> Listed:
        """What a loop goes through, and how long that is."""
        if isinstance(loop.offset, StringLiteral):
            raise Unsure  # `offset: continue` asks how far other loops went
        if loop.limit or loop.offset or loop.reversed:
            return lambda frame: loop.evaluate(frame.scope)
        read = self.read(loop.iterable)

        def listed(frame: Frame) -> tuple[Iterator[object], int]:
            things = read(frame)
            if type(things) is not list:
                return loop.evaluate(frame.scope)
            return iter(things), len(things)

        return listed

    def _capture(self, node: CaptureNode) -> Piece:
        block, name = self.block(node.block), node.name
        return lambda frame: _given(frame, name, plain(block(frame)))

    def _assign(self, node: AssignNode) -> Piece:
        read, name = self.read(node.expression), node.name
        return lambda frame: _given(frame, name, read(frame))


def _straight(field: tuple[str, str], write: Piece, finish: escape.Finish) -> Piece:
    """A field that holds a text, as nearly every one does; `write` knows all else."""
    group, name = field

    def straight(frame: Frame) -> str:
        fields = frame.values.get(group)
        value = fields.get(name) if type(fields) is dict else None
        if type(value) is str and value:
            text = finish(value, frame.begun)
            return text if text.isascii() else sure(text)
        return write(frame)

    return straight


def plain(text: str) -> str:
    """Raises Unsure where Liquid would write another line end than it was given."""
    if "\r" in text:
        raise Unsure
    return text


def sure(text: str) -> str:
    """What can be written. Raises UnicodeEncodeError for half a surrogate pair."""
    text.encode()
    return text


def _any(read: Reader) -> Reader:
    return lambda frame: any(cast("list[bool]", read(frame)))


def _otherwise(_frame: Frame) -> bool:
    return True


def _given(frame: Frame, name: str, value: object) -> str:
    frame.scope.assign(name, value)
    return ""
