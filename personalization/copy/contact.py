"""What leads out of a text: addresses, numbers to call, sums of money. Pure."""

import re

# ruff: noqa: RUF001 -- people write apostrophes of all kinds into sums

ANCHOR = re.compile(r"<a\b[^>]*>.*?</a\s*>", re.IGNORECASE | re.DOTALL)
# The name of a host: labels, and a last one of letters or in punycode.
_HOST = r"(?:[\w-]+[.\u3002\uff0e\uff61])+(?:xn--[\w-]+|[^\W\d_]{2,})"
ADDRESS = re.compile(
    rf"[a-z][a-z0-9+.-]*://\S*|\bwww\.\S*|[\w.+-]+@\S+|\b(?:mailto|tel|javascript|data):\S*|\b{_HOST}\b",
    re.IGNORECASE,
)
# Written so that people read an address and machines do not.
DISGUISED = re.compile(
    r"\b(?:dot|punkt|point|punto|ponto|punt)\s+(?:com|net|org|io|co|de|fr|it|es|nl|info|biz|ru)\b"
    r"|\bhxxps?\b|\b(?:at|arroba|klammeraffe)\s+\w+\s+(?:dot|punkt|point|punto)\b"
    r"|\b\w+\s+\.\s*(?:com|net|org|io|info|biz)\b|\bslash\s+\w+",
    re.IGNORECASE,
)
PHONE = re.compile(r"\+?\d(?:[\s()./-]{0,2}\d){6,}")
CURRENCIES = (
    r"usd|eur|gbp|chf|aud|cad|nzd|jpy|cny|inr|brl|mxn|pln|sek|nok|dkk|czk|huf|zar|dollars?|bucks"
    r"|euros?|pounds?|quid|cents?|francs?|franken|rappen|pfund|pesos?|reais|libras?|yen|rupees?"
    r"|sterline|d[oó]lares|dollari|z[lł]otych|percent|prozent|procent|pour\s?cent|por\s?ciento|per\s?cento"
)
_SIGNS = r"[$€£¥₹₽₿%]"
PRICE = re.compile(
    rf"(?:{_SIGNS}|\b(?:{CURRENCIES})\b)\s?\d(?:[\d.,'’ ]*\d)?"
    rf"|\d[\d.,'’]*\s?(?:{_SIGNS}|\b(?:{CURRENCIES})\b)",
    re.IGNORECASE,
)
CURRENCY = re.compile(rf"{_SIGNS}|\b(?:{CURRENCIES})\b", re.IGNORECASE)
FIXED = (ANCHOR, ADDRESS, PHONE, PRICE)
