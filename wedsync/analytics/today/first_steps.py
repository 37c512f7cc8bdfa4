"""What a new vendor does first: each step ticks itself, by what is there."""

from dataclasses import dataclass

from django.db.models import Exists, Q

from campaigns.models import TimelineVersion
from messaging.models import ProviderAccount
from messaging.send_test import SOURCE
from personalization.models import Template
from wedsync.lib.worded import worded
from wedsync.vendors.models import Vendor
from wedsync.weddings.models import Client


@dataclass(frozen=True)
class Step:
    """`key` names its page; `then` says what it is good for."""

    key: str
    words: str
    then: str
    done: bool


WORDS = {
    "brand": (
        worded("Say who you are"),
        worded("Your name, your colour and the address the law asks for."),
    ),
    "sender": (
        worded("Check your sender"),
        worded("An address that you own, and an account that sends for it."),
    ),
    "import": (
        worded("Bring your couples in"),
        worded("From a spreadsheet. You can take it back."),
    ),
    "template": (
        worded("Choose a first message"),
        worded("From the library of your trade, in your own words."),
    ),
    "timeline": (
        worded("Start a timeline"),
        worded("From the inquiry to the anniversary, by itself."),
    ),
    "test": (
        worded("Send yourself a test"),
        worded("Through the same gates and providers as everything else."),
    ),
}


def first_steps(vendor: Vendor) -> tuple[Step, ...]:
    """In one query; nothing once they are done with or put away."""
    if vendor.first_steps_over_at is not None:
        return ()
    there = _there(vendor)
    found = tuple(Step(key, *words, done=there[key]) for key, words in WORDS.items())
    return () if all(step.done for step in found) else found


def _there(vendor: Vendor) -> dict[str, bool]:
    couples = Client.objects.filter(vendor=vendor)
    accounts = ProviderAccount.objects.filter(
        Q(vendor=vendor) | Q(vendor=None), channel="email", enabled=True, trouble=""
    )
    row = Vendor.objects.filter(pk=vendor.pk).values_list(
        Exists(accounts),
        Exists(couples.exclude(source=SOURCE)),
        Exists(Template.objects.filter(vendor=vendor, archived_at=None)),
        Exists(TimelineVersion.objects.filter(vendor=vendor)),
        Exists(couples.filter(source=SOURCE)),
    )
    account, couple, template, timeline, tested = row.get()
    return {
        "brand": bool(vendor.sender_name and vendor.postal_address),
        "sender": bool(vendor.sender_email and account),
        "import": couple,
        "template": template,
        "timeline": timeline,
        "test": tested,
    }
