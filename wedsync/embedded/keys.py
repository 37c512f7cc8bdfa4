"""The secrets of one state folder: made once, the same ones each time."""

import base64
import secrets
from pathlib import Path

from wedsync.embedded import private

FILE = "keys.json"


def keep(state: Path) -> dict[str, str]:
    """By variable name. Raises CannotStart when the file is damaged."""
    path = state / FILE
    if not path.exists():
        private.write(path, _fresh())
    return private.read(path)


def _fresh() -> dict[str, str]:
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    return {
        "WEDSYNC_SECRET_KEY": secrets.token_urlsafe(50),
        "WEDSYNC_ENCRYPTION_KEYS": f"1:{key}",
    }
