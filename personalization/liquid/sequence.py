"""Pieces one after the other: what is certain stands in its place, the holes are filled later."""

from collections.abc import Callable
from functools import partial

from personalization.liquid.frame import Frame
from personalization.liquid.shared import Prepared

Piece = Callable[[Frame], str]
Part = Piece | str


def with_holes(parts: list[tuple[Part, bool]], number: int) -> Piece:
    """Each part with whether it is the same for everybody of a vendor; `number` names them all."""

    def write(frame: Frame) -> str:
        if prepared := frame.known.get(number):
            frame.spared += prepared.work
        else:
            prepared = frame.known[number] = _prepared(parts, frame)
        texts = prepared.texts.copy()
        for index, piece in prepared.holes:
            texts[index] = piece(frame)
        return "".join(texts)

    return write


def _prepared(parts: list[tuple[Part, bool]], frame: Frame) -> Prepared:
    texts: list[str] = [""]
    holes: list[tuple[int, Piece]] = []
    before = frame.spent()
    for part, shared in parts:
        if isinstance(part, str):
            texts[-1] += part
        elif shared:
            texts[-1] += part(frame)
        else:
            holes.append((len(texts), part))
            texts += ["", ""]
    return Prepared(texts, holes, frame.spent() - before)


def in_order(parts: list[Part]) -> Piece:
    """For links, where each value asks what stands before it."""

    def write(frame: Frame) -> str:
        text = ""
        for part in parts:
            if isinstance(part, str):
                text += part
            else:
                frame.begun = partial(str, text)
                text += part(frame)
        return text

    return write


def silent(write: Piece) -> Piece:
    """Does its work and prints nothing."""

    def run(frame: Frame) -> str:
        write(frame)
        return ""

    return run


def nothing(_frame: Frame) -> str:
    return ""
