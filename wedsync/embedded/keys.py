"""The secrets of one state folder: made once, readable by their owner alone."""

import base64
import json
import os
import secrets
from pathlib import Path

from wedsync.embedded.trouble import CannotStart

FILE = "keys.json"


def keep(state: Path) -> dict[str, str]:
    """By variable name; the same ones each time. Raises CannotStart when the file is damaged."""
    path = state / FILE
    if not path.exists():
        _write(path, _fresh())
    try:
        found = json.loads(path.read_text(encoding="ascii"))
        return {name: str(found[name]) for name in _fresh()}
    except (ValueError, KeyError, TypeError):
        raise CannotStart(f"{path} is damaged: `make clean` starts afresh") from None


def _fresh() -> dict[str, str]:
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    return {
        "WEDSYNC_SECRET_KEY": secrets.token_urlsafe(50),
        "WEDSYNC_ENCRYPTION_KEYS": f"1:{key}",
    }


def _write(path: Path, keys: dict[str, str]) -> None:
    """Whole or not at all: half a key file would lock us out of the data."""
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(keys, file)
    beside.rename(path)
