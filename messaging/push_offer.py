"""What a person's page needs so that their browser can let itself be notified."""

from dataclasses import dataclass

from messaging.agreed import words_for
from messaging.fitting import CHANNEL
from messaging.providers.webpush_keys import NoKey, public_key
from messaging.registrations import WEB_PUSH, browsers_of
from messaging.route import accounts_for
from wedsync.lib.sealed import Unsealable
from wedsync.weddings.models import Person


@dataclass(frozen=True)
class Offer:
    """`key`: of the account that will send, in base64url. `names`: browsers that are notified
    already; a page knows its own by the digest of its endpoint. `words`: what is agreed to."""

    key: str
    names: str
    words: str


def offered(person: Person) -> Offer | None:
    """The current tenant's; None where no account could notify a browser."""
    key = key_of_the_page()
    return Offer(key, " ".join(browsers_of(person.pk)), words_for(person)) if key else None


def key_of_the_page() -> str:
    """The key of the first account of Web Push; "" where there is none that works."""
    accounts = [one for one in accounts_for(CHANNEL) if one.provider == WEB_PUSH]
    if not accounts:
        return ""
    try:
        return public_key(accounts[0].unseal())
    except (NoKey, Unsealable):
        return ""
