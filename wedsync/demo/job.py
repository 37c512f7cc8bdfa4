"""The main job, once, in the terminal: a file of couples in, a campaign out, every receipt back."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from campaigns.broadcasts.launch import launch
from campaigns.models import Campaign, Recipient
from crm_connectors.consent import keep_claims
from crm_connectors.import_couples import run
from crm_connectors.models import Import
from crm_connectors.receive import receive
from messaging.models import DeliveryEvent, Message
from messaging.states import FINAL, State
from personalization.models import TemplateVersion
from wedsync.vendors.models import Vendor
from wedsync.vendors.tenancy import operator, tenant

FILE = Path(__file__).with_name("couples.csv")
STUDIO = "alder-and-light"
TEMPLATE = "Save the date, and the details we need"
ACTOR = "system:demo"
ARRIVED = frozenset({State.SENT.value, State.DELIVERED.value, State.BOUNCED.value})
OVER = {state.value for state in FINAL}
PATIENCE = 60.0  # seconds for everything to be over
QUIET = 6.0  # seconds without news: people click some seconds after they opened
Say = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """What became of the campaign's messages."""

    states: Counter[str]
    held: Counter[str]
    opened: int
    clicked: int

    @property
    def well(self) -> bool:
        """Everything that left has a receipt, and nothing is in doubt or in need of a person."""
        expected = OVER | {State.HELD.value}
        return bool(self.states) and set(self.states) <= expected and not self.trouble

    @property
    def trouble(self) -> int:
        return self.states[State.FAILED.value] + self.states[State.DEAD.value]


def main_job(say: Say, bar: Callable[[int, int], None]) -> tuple[Campaign, Result]:
    """Import, launch, watch; returns the campaign and what became of it."""
    vendor = _vendor()
    batch = import_sample(vendor, say)
    say(
        f"imported {batch.filename}: {batch.created} couples new, {batch.updated} changed, "
        f"{batch.unchanged} as before, {batch.skipped} rows with problems"
    )
    with tenant(vendor.pk):
        campaign = _campaign(vendor)
        reached = launch(campaign, actor=ACTOR)
    say(f"launched “{campaign.name}” to {reached} people")
    for done in watch(campaign, reached):
        bar(done, reached)
    return campaign, result(campaign)


def import_sample(vendor: Vendor, say: Say) -> Import:
    with tenant(vendor.pk):
        batch = receive(vendor, FILE.name, FILE.read_bytes(), actor=ACTOR)
    return run(
        batch.pk,
        on_consent=keep_claims(vendor.pk),
        on_progress=lambda now: say(f"  {now.done} of {now.total} rows"),
    )


def watch(campaign: Campaign, reached: int) -> Iterator[int]:
    """Yield how many messages are over or held, until that is all of them and news has stopped."""
    until, changed, last = time.monotonic() + PATIENCE, time.monotonic(), (0, 0)
    while time.monotonic() < until:
        done, heard = _settled(campaign)
        yield done
        if (done, heard) != last:
            last, changed = (done, heard), time.monotonic()
        if done >= reached and time.monotonic() - changed > QUIET:
            return
        time.sleep(0.25)


def result(campaign: Campaign) -> Result:
    with tenant(campaign.vendor_id):
        rows = list(_messages(campaign).values_list("state", "reason"))
        events = DeliveryEvent.objects.filter(message__in=_messages(campaign))
        return Result(
            states=Counter(state for state, _ in rows),
            held=Counter(reason for state, reason in rows if state == State.HELD.value),
            opened=events.filter(kind="opened").values("message").distinct().count(),
            clicked=events.filter(kind="clicked").values("message").distinct().count(),
        )


def _settled(campaign: Campaign) -> tuple[int, int]:
    with tenant(campaign.vendor_id):
        messages = _messages(campaign)
        done = messages.filter(state__in=[*OVER, State.HELD.value]).count()
        return done, DeliveryEvent.objects.filter(message__in=messages).count()


def _messages(campaign: Campaign) -> QuerySet[Message]:
    ours = Recipient.objects.filter(campaign=campaign).values("message_id")
    return Message.objects.filter(pk__in=ours)


def _vendor() -> Vendor:
    with operator():
        return Vendor.objects.get(slug=STUDIO)


def _campaign(vendor: Vendor) -> Campaign:
    versions = TemplateVersion.objects.filter(template__vendor=vendor, template__name=TEMPLATE)
    version = versions.select_related("template").latest("number")
    number = Campaign.objects.count() + 1
    return Campaign.objects.create(
        vendor=vendor,
        name=f"Your wedding day, in your words ({number})",
        version=version,
        purpose=version.template.purpose,
        audience={"role": "primary", "life": ""},
    )
