"""What is true of a vendor and its brand: the same for everybody it writes to."""

import re
from collections.abc import Mapping
from typing import Any

from personalization.known import known
from personalization.links import followed, is_web
from personalization.liquid.errors import BadLink
from personalization.one_line import one_line

Facts = Mapping[str, Any]

ACCENT = "#8a3b4d"
LONGEST_SIGNATURE = 2000
DARK_INK, LIGHT_INK = "#1f1a17", "#ffffff"
LUMINANCE = (0.2126, 0.7152, 0.0722)  # of red, green, blue
SRGB_KNEE = 0.04045
MIDDLE = 0.179  # where black and white contrast equally


def house_of(vendor: Facts) -> Mapping[str, Facts]:
    """The groups `vendor` and `brand`. Whoever writes to many makes them once, and changes none."""
    return {"vendor": known(_vendor(vendor)), "brand": known(_brand(vendor))}


def _vendor(vendor: Facts) -> Facts:
    lines = [one_line(line) for line in str(vendor.get("signature") or "").splitlines()]
    signature = "\n".join(lines).strip()[:LONGEST_SIGNATURE]
    return {
        "name": one_line(vendor.get("name")),
        "kind": one_line(vendor.get("kind")),
        "city": one_line(vendor.get("city")),
        "phone": one_line(vendor.get("phone")),
        "email": one_line(vendor.get("sender_email")),
        "website": _address(vendor.get("website")),
        "signature": signature,
        "signature_lines": signature.splitlines(),
        "postal_address": one_line(vendor.get("postal_address")),
    }


def _brand(vendor: Facts) -> Facts:
    accent = str(vendor.get("accent") or "")
    accent = accent if re.fullmatch(r"#[0-9a-f]{6}", accent) else ACCENT
    logo = _address(vendor.get("logo"))
    return {
        "accent": accent,
        "on_accent": ink_on(accent),
        "logo": logo if logo.startswith("https://") else None,
    }


def ink_on(colour: str) -> str:
    """Dark or light: whichever is easier to read on it, by WCAG's relative luminance."""
    shares = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    luminance = sum(w * _linear(share) for w, share in zip(LUMINANCE, shares, strict=True))
    return DARK_INK if luminance > MIDDLE else LIGHT_INK


def _linear(share: float) -> float:
    return share / 12.92 if share <= SRGB_KNEE else ((share + 0.055) / 1.055) ** 2.4


def _address(raw: object) -> str:
    """A web address, or nothing."""
    try:
        address = followed(one_line(raw))
    except BadLink:
        return ""
    return address if is_web(address) else ""
