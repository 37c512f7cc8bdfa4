"""A couple whose browser the sandbox plays: notifications of the sample house go somewhere."""

from django.conf import settings
from django.utils.timezone import now as current_time

from messaging.push_offer import key_of_the_page
from messaging.registrations import subscribe
from messaging.subscription import Subscription
from wedsync.weddings.models import Person

BROWSER = "demo-couple"
# The sandbox makes a browser's keys from its name: everybody knows these, on purpose.
P256DH = "BB7xyKfnxp6OhfPnJRWB7cxwu_H3Ljrnp2rCstsoRRxasTEX-HQ1gppCS0E3OdE7xmqz0BYmTSyY3OCtnHMPlZg"
AUTH = "hxe2a5dTZpy_daEfiKUQeQ"


def seed_browser(person: Person) -> None:
    """Of a person of the current tenant; nothing where no sandbox would ring it."""
    if settings.SANDBOX_URL:
        endpoint = f"{settings.SANDBOX_URL}/webpush/{BROWSER}"
        subscribe(person, Subscription(endpoint, P256DH, AUTH), key_of_the_page(), current_time())
