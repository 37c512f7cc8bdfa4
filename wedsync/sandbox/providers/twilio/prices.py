"""What a message costs: a plausible table, in the words of Twilio's pricing API."""

from decimal import Decimal
from typing import Any, Final

# ISO code: (name, dialling code, dollars a segment out, dollars a message in)
COUNTRIES: Final[dict[str, tuple[str, str, str, str]]] = {
    "US": ("United States", "1", "0.0083", "0.0083"),
    "GB": ("United Kingdom", "44", "0.0524", "0.0075"),
    "DE": ("Germany", "49", "0.1121", "0.0075"),
    "FR": ("France", "33", "0.0798", "0.0075"),
    "IT": ("Italy", "39", "0.0927", "0.0075"),
    "ES": ("Spain", "34", "0.0832", "0.0075"),
    "PT": ("Portugal", "351", "0.0455", "0.0075"),
    "IE": ("Ireland", "353", "0.0838", "0.0075"),
    "MX": ("Mexico", "52", "0.0672", "0.0075"),
    "AU": ("Australia", "61", "0.0515", "0.0075"),
}
ELSEWHERE: Final = Decimal("0.0900")
WHATSAPP: Final = Decimal("0.0050")  # Twilio's part of a message, whatever its length


def price(to: str, segments: int) -> str:
    """Of a message once sent: dollars, negative because they leave the account."""
    if to.startswith("whatsapp:"):
        return f"{-WHATSAPP:.5f}"
    return f"{-_rate(to) * segments:.5f}"


def country(iso: str) -> dict[str, Any] | None:
    """As /v1/Messaging/Countries/{ISO} tells it; None for one the table lacks."""
    if iso not in COUNTRIES:
        return None
    name, _, out, into = COUNTRIES[iso]
    sms = {"number_type": "mobile", "base_price": out, "current_price": out}
    inbound = {"number_type": "local", "base_price": into, "current_price": into}
    return {
        "country": name,
        "iso_country": iso,
        "price_unit": "USD",
        "outbound_sms_prices": [{"carrier": "ALL", "mcc": "000", "mnc": "00", "prices": [sms]}],
        "inbound_sms_prices": [inbound],
        "url": f"https://pricing.twilio.com/v1/Messaging/Countries/{iso}",
    }


def _rate(to: str) -> Decimal:
    fits = [(len(c[1]), Decimal(c[2])) for c in COUNTRIES.values() if to.startswith(f"+{c[1]}")]
    return max(fits)[1] if fits else ELSEWHERE
