"""Money and promises: sums, and words that promise, demand or take back something."""

import re

from personalization.copy.checks.words import fresh
from personalization.copy.contact import CURRENCY, PRICE
from personalization.copy.mask import without_tokens
from personalization.copy.slots import Slot
from wedsync.lib.worded import worded

PROMISES = re.compile(
    r"\b(?:for free|free of charge|complimentary|discount\w*|refund\w*|reimburs\w*|guarante\w*"
    r"|cashback|voucher\w*|coupon\w*|promo ?code\w*|half price|winner|you(?:'ve| have) won|prize"
    r"|cancel+\w*|bankrupt\w*|lawsuit|sue you|deposit\w*|invoice\w*|payments?|pay(?! attention)"
    r"|paid|owe\w*"
    r"|kostenlos\w*|gratis|rabatt\w*|erstatt\w*|rückerstatt\w*|garantier\w*|gutschein\w*|gewonnen"
    r"|abgesagt|absage\w*|storn\w*|überweis\w*|bezahl\w*|zahl(?:e|en|t|ung\w*)|rechnung\w*"
    r"|gratuit\w*|remise\w*|rembours\w*|garanti\w*|annul\w*|pay(?:er|ez|é\w*)|paiement\w*"
    r"|virement\w*"
    r"|descuento\w*|reembols\w*|garantiz\w*|cancelad\w*|pag(?:ar|a|ue|uen|o|ado)|transferencia\w*"
    r"|sconto|sconti|rimbors\w*|garantit\w*|annullat\w*|pagamento|pagare|bonifico|gratuit[oaie]"
    r"|korting\w*|terugbeta\w*|geannuleerd|betal\w*|desconto\w*|reembolso\w*|cancelamento"
    r"|zniżk\w*|zwrot\w*|odwołan\w*|przelew\w*)\b",
    re.IGNORECASE,
)
SECRETS = re.compile(
    r"\b(?:password\w*|pass ?code\w*|pin code|one[- ]time code|login|log in|sign in"
    r"|credit card\w*"
    r"|card number|cvv|cvc|iban|bic|swift|bank\w*|account number|wire transfer\w*|wire|bitcoin\w*"
    r"|crypto|cryptocurrenc\w*|ethereum|usdt|paypal|venmo|zelle|cash ?app|gift ?card\w*"
    r"|western union|social"
    r" security|passport|date of birth|api[ _-]?key\w*|secret key|passwort\w*|kennwort\w*"
    r"|kreditkart\w*|konto(?:nummer)?|mot de passe|carte bancaire|compte bancaire"
    r"|num[eé]ro de compte|contraseña\w*|tarjeta de|cuenta bancaria|n[uú]mero de cuenta"
    r"|password|carta di credito|conto corrente|conto bancario|wachtwoord\w*|senha\w*|hasł\w*"
    r"|whatsapp|telegram|signal us)\b",
    re.IGNORECASE,
)


def check(text: str, slot: Slot, _language: str) -> str:
    words = without_tokens(text)
    if PRICE.search(words) or fresh(CURRENCY, words, slot):
        return worded("It speaks of a sum of money.")
    if fresh(PROMISES, words, slot):
        return worded("It promises, demands or takes back something the human text does not.")
    if fresh(SECRETS, words, slot):
        return worded("It asks for money or secrets.")
    return ""
