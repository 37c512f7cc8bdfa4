"""What a person's page needs so that their browser can let itself be notified."""

from dataclasses import dataclass

from messaging.agreed import words_for
from messaging.fitting import CHANNEL
from messaging.key_holders import holders_of, key_of_account
from messaging.registrations import WEB_PUSH, browsers_of
from messaging.route import accounts_for
from wedsync.weddings.models import Person


@dataclass(frozen=True)
class Offer:
    """`key`: of the account that a browser registers with, in base64url. `names`: browsers that
    are notified already, by whosever key; a page knows its own by the digest of its endpoint.
    `words`: what is agreed to."""

    key: str
    names: str
    words: str


def offered(person: Person) -> Offer | None:
    """The current tenant's; None where no account could notify a browser."""
    key = key_of_the_page()
    if not key:
        return None
    names = holders_of(browsers_of(person.pk), accounts_for(CHANNEL))
    return Offer(key, " ".join(names), words_for(person))


def key_of_the_page() -> str:
    """The key of the first account of Web Push; "" where there is none that works."""
    accounts = [one for one in accounts_for(CHANNEL) if one.provider == WEB_PUSH]
    return key_of_account(accounts[0]) if accounts else ""
