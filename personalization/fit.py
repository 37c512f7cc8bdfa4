"""How many segments a text takes. Pure."""

from dataclasses import dataclass

GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ!\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = set("\f^{}\\[~]|€")


@dataclass(frozen=True)
class Segments:
    encoding: str
    units: int
    count: int


def segments(text: str) -> Segments:
    gsm = all(c in GSM or c in EXTENDED for c in text)
    units = sum(1 + (c in EXTENDED) for c in text) if gsm else len(text.encode("utf-16-le")) // 2
    one, several = (160, 153) if gsm else (70, 67)
    count = 1 if units <= one else -(-units // several)
    return Segments("GSM-7" if gsm else "UCS-2", units, count)
