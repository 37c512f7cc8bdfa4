"""Ways out of the text: links, domains, mail addresses, handles, numbers to call."""

import re

from personalization.copy.contact import ADDRESS, DISGUISED, PHONE
from personalization.copy.mask import without_tokens
from personalization.copy.slots import Slot
from wedsync.lib.worded import worded

_AT = re.compile(r"@|\[at\]|\(at\)|\(dot\)|\[dot\]", re.IGNORECASE)
_DIGITS = """
zero oh one two three four five six seven eight nine double
null eins zwei drei vier fünf sechs sieben acht neun
zéro un deux trois quatre cinq six sept huit neuf
cero uno dos tres cuatro cinco seis siete ocho nueve
due tre quattro cinque sei sette otto nove
nul een twee drie vijf zes zeven negen
um dois três quatro sete oito
"""
_NUMBER_WORDS = frozenset(_DIGITS.split())
A_NUMBER = 4  # words for digits in a row are read out to somebody who dials


def check(text: str, _slot: Slot, _language: str) -> str:
    words = without_tokens(text)
    if ADDRESS.search(words) or DISGUISED.search(words):
        return worded("It holds a link or an address.")
    if _AT.search(words):
        return worded("It holds a mail address or a handle.")
    if PHONE.search(words) or _dictated(words):
        return worded("It holds a number to call.")
    return ""


def _dictated(text: str) -> bool:
    run = 0
    for word in re.findall(r"[^\W\d_]+", text.lower()):
        run = run + 1 if word in _NUMBER_WORDS else 0
        if run == A_NUMBER:
            return True
    return False
