"""Opens the parts of a workbook's archive, as streams of bounded size and as XML without tricks.

Only parts that are needed are opened at all. What comes out beyond a part's declared size, zipfile
cuts off, and the check sum then fails; so the declared sizes can be believed once they are small.
"""

import io
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from xml.parsers import expat

from wedsync.lib.refusal import Refusal

MAX_PART = 8 * 1024 * 1024
MAX_RATIO = 100  # deflate can do a thousandfold; honest sheets stay below 20
WORTH_A_RATIO = 16 * 1024 * 1024
ENCRYPTED = 0x1
BLOCK = 1 << 16


class Visitor(ABC):
    """Is told the elements of a part as they come, tags without their prefix."""

    @abstractmethod
    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def end(self, tag: str) -> None:  # noqa: B027 -- most need not know
        pass

    def text(self, text: str) -> None:  # noqa: B027 -- most need not know
        pass


def bomb() -> Refusal:
    return Refusal(
        "The workbook unpacks to far more than its size promises, so it was not opened.",
        code="bomb",
    )


def broken() -> Refusal:
    return Refusal("This is not an Excel workbook, or it is damaged.", code="bad_workbook")


def open_archive(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise broken() from None


def visit(
    archive: zipfile.ZipFile, part: str, visitor: Visitor, limit: int = MAX_PART
) -> Iterator[None]:
    """Walk a part, pausing after each block so that what was found can be passed on."""
    parser = _parser(visitor)
    for block in _blocks(archive, part, limit):
        _parse(parser, block, last=False)
        yield
    _parse(parser, b"", last=True)
    yield


def visit_all(archive: zipfile.ZipFile, part: str, visitor: Visitor, limit: int = MAX_PART) -> None:
    for _ in visit(archive, part, visitor, limit):
        pass


def _blocks(archive: zipfile.ZipFile, part: str, limit: int) -> Iterator[bytes]:
    try:
        member = archive.getinfo(part)
        _check(member, limit)
        with archive.open(member) as stream:
            while block := stream.read(BLOCK):
                yield block
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        raise broken() from None


def _check(member: zipfile.ZipInfo, limit: int) -> None:
    if member.flag_bits & ENCRYPTED:
        raise Refusal("The workbook is protected by a password.", code="password")
    swollen = (
        member.file_size > WORTH_A_RATIO and member.compress_size * MAX_RATIO < member.file_size
    )
    if member.file_size > limit or swollen:
        raise bomb()


def _parser(visitor: Visitor) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, found: visitor.start(_local(tag), found)
    parser.EndElementHandler = lambda tag: visitor.end(_local(tag))
    parser.CharacterDataHandler = visitor.text
    parser.StartDoctypeDeclHandler = _refuse_declarations
    return parser


def _parse(parser: expat.XMLParserType, block: bytes, *, last: bool) -> None:
    try:
        parser.Parse(block, last)
    except expat.ExpatError:
        raise broken() from None


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _refuse_declarations(*_: object) -> None:
    """A workbook declares no entities; who does wants them to grow."""
    raise bomb()
