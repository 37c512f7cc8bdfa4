"""A file's rows as they were read, packed small: parsed once at upload, walked quickly after."""

import gzip
import io
import json
from collections.abc import Iterable, Iterator

from crm_connectors.table import Line


def pack(lines: Iterable[Line]) -> tuple[bytes, int]:
    """The packed rows and how many they are. Raises what walking `lines` raises."""
    data, count = io.BytesIO(), 0
    with gzip.GzipFile(fileobj=data, mode="wb", compresslevel=1, mtime=0) as packed:
        for count, line in enumerate(lines, start=1):  # noqa: B007 -- the last number is the count
            record = [line.number, line.cells, list(line.problems.items())]
            packed.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
    return data.getvalue(), count


def unpack(data: bytes) -> Iterator[Line]:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
        for record in packed:
            number, cells, problems = json.loads(record)
            yield Line(number, tuple(cells), dict(problems))
