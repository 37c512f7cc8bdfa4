"""What an address can look like at all, by channel."""

import re

MAIL = re.compile(r"[^\s@,;:<>()\[\]\"\\]+@[^\s@,;:<>()\[\]\"\\]+\.[^\s@,;:<>()\[\]\"\\]+")
NUMBER = re.compile(r"\+[1-9]\d{6,14}")  # E.164
SHAPES = {"email": MAIL, "sms": NUMBER, "whatsapp": NUMBER}
EXAMPLES = {"email": "lena@example.com", "sms": "+14155550100", "whatsapp": "+14155550100"}


def fits(channel: str, address: str) -> bool:
    """False for what no provider could ever reach; an empty one fits nowhere."""
    shape = SHAPES.get(channel)
    return bool(address) and (shape is None or shape.fullmatch(address) is not None)
