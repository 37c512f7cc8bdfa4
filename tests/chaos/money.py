"""Our ledger of money against what the providers' accounts say they charged."""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

import requests

from tests.chaos.credentials import TWILIO_ACCOUNT
from wedsync.sandbox.config import TWILIO_TOKEN

# Micro-units of a dollar for each mail, as the installed price list says. Only of providers that
# can be asked: where nobody can tell whether a message left, its estimate stays booked on purpose.
PER_MAIL = {"resend": 400, "mailgun": 800}
MESSAGES = f"/twilio/api/2010-04-01/Accounts/{TWILIO_ACCOUNT}/Messages.json?PageSize=1000"
MICROS = 1_000_000
BOOKED = """
SELECT h.provider, sum(e.micros)::bigint FROM billing_budgetentry e
JOIN messaging_handover h ON h.id = e.attempt_id
WHERE e.channel IN ('email', 'sms') GROUP BY 1
"""
TOTALS = """
SELECT (SELECT coalesce(sum(spent), 0) FROM billing_budgettotal WHERE channel <> '')
     - (SELECT coalesce(sum(micros), 0) FROM billing_budgetentry)
"""


def difference(house, sandbox_url: str, accepted: Iterable[Mapping[str, object]]) -> int:
    """Of all providers together, each by its amount; and of our totals from our entries."""
    mails = Counter(line["provider"] for line in accepted)
    charged = {provider: price * mails[provider] for provider, price in PER_MAIL.items()}
    charged["twilio"] = by_twilio(sandbox_url)
    booked = dict(house.rows(BOOKED))
    between = sum(abs(booked.get(name, 0) - amount) for name, amount in charged.items())
    return between + abs(house.count(TOTALS))


def by_twilio(sandbox_url: str) -> int:
    """What its list of messages says the texts cost."""
    total, page = Decimal(0), MESSAGES
    while page:
        told = requests.get(sandbox_url + page, auth=(TWILIO_ACCOUNT, TWILIO_TOKEN), timeout=30)
        messages = told.json()
        texts = [one for one in messages["messages"] if not one["to"].startswith("whatsapp:")]
        total += sum(-Decimal(one["price"] or 0) for one in texts)
        page = messages["next_page_uri"] and f"/twilio/api{messages['next_page_uri']}"
    return int(total * MICROS)
