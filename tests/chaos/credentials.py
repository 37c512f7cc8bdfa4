"""What the sandbox takes from whoever calls it."""

import json
import os

from wedsync.sandbox.config import RESEND_SECRET, TWILIO_TOKEN

TWILIO_ACCOUNT = "AC" + "0" * 32
SERVICE_ACCOUNT = "push@wedsync-sandbox.iam.gserviceaccount.com"


def credentials_of(provider: str) -> dict[str, str]:
    from tests.factories import CREDENTIALS

    if provider == "fcm":
        return {"service_account": _service_account(os.environ["WEDSYNC_SANDBOX_URL"])}
    known = {
        **CREDENTIALS,
        "resend": {"api_key": "re_test", "webhook_secret": RESEND_SECRET},
        "twilio": {
            "account_sid": TWILIO_ACCOUNT,
            "auth_token": TWILIO_TOKEN,
            "from": "+15005550006",
        },
        "in_app": {},
    }
    return known[provider]


def _service_account(sandbox_url: str) -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return json.dumps(
        {
            "type": "service_account",
            "project_id": "wedsync-sandbox",
            "private_key_id": "k",
            "private_key": pem.decode(),
            "client_email": SERVICE_ACCOUNT,
            "token_uri": f"{sandbox_url}/google/token",
        }
    )
