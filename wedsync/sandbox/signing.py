"""Signatures as the providers put them on their webhooks."""

import base64
import hashlib
import hmac


def svix(secret: str, event_id: str, at: float, body: bytes) -> dict[str, str]:
    """Headers of Svix, scheme v1; `secret` is whsec_ and base64, `at` is Unix seconds."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    stamp = str(int(at))
    digest = hmac.digest(key, b".".join([event_id.encode(), stamp.encode(), body]), hashlib.sha256)
    return {
        "svix-id": event_id,
        "svix-timestamp": stamp,
        "svix-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
