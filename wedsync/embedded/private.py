"""Small files of names and values that only their owner may read."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from wedsync.embedded.trouble import CannotStart


def write(path: Path, values: Mapping[str, str]) -> None:
    """Whole or not at all: half a file of keys would lock us out of the data."""
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(dict(values), file, indent=2)
    beside.rename(path)


def read(path: Path) -> dict[str, str]:
    """Raises FileNotFoundError, and CannotStart when the file is damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): str(value) for name, value in found.items()}
    except (ValueError, AttributeError):
        raise CannotStart(f"{path} is damaged: `make clean` starts afresh") from None
