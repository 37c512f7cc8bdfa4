"""From the story of a mail to errands with their times, as the weather has it."""

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from wedsync.sandbox.behaviour import VISITS, Step
from wedsync.sandbox.errands import Errand, Forgery, Visit, Webhook
from wedsync.sandbox.ledger import Accepted, Receipt
from wedsync.sandbox.provider import Voice
from wedsync.sandbox.weather import Weather


@dataclass(frozen=True)
class Planner:
    """`base`: where webhooks and visits go; `html` finds a mail's text by its number."""

    base: str
    html: Callable[[int], str]
    weather: Weather
    dice: random.Random

    def plan(self, accepted: Accepted, provider: Voice) -> Iterator[tuple[float, Errand]]:
        """(due, errand) pairs; each true webhook and visit leaves a receipt at the mail."""
        for step in accepted.story:
            at = accepted.at + step.after
            body = provider.notice(accepted, step, at)
            if body is not None:
                yield from self._webhooks(accepted, provider, step, body)
            if step.deed in VISITS:
                receipt = Receipt(step.deed, "visit")
                accepted.receipts.append(receipt)
                yield at, Visit(self.base, accepted, self.html, receipt)

    def _webhooks(
        self, accepted: Accepted, provider: Voice, step: Step, body: bytes
    ) -> Iterator[tuple[float, Errand]]:
        weather, at = self.weather, accepted.at + step.after
        receipt = Receipt(step.deed, "webhook", "off" if weather.off else "waiting")
        accepted.receipts.append(receipt)
        if weather.off:
            return
        url = self.base + provider.hook
        webhook = Webhook(url, _event_id(), body, provider, receipt)
        for _ in range(weather.copies):
            yield self._due(at), webhook
        if self.dice.random() < weather.forged:
            yield self._due(at), self._forgery(accepted, provider, step)

    def _forgery(self, accepted: Accepted, provider: Voice, step: Step) -> Forgery:
        """It claims a complaint: believing it would do harm."""
        body = provider.notice(accepted, replace(step, deed="complained"), accepted.at) or b"{}"
        receipt, way = Receipt("complained", "forgery"), self.dice.randrange(3)
        return Forgery(self.base + provider.hook, _event_id(), body, provider, receipt, way)

    def _due(self, at: float) -> float:
        return at + self.weather.late + self.dice.random() * self.weather.shuffle


def _event_id() -> str:
    return f"msg_{uuid.uuid4().hex[:27]}"
