"""What all providers of one sandbox share: clock, ledger, journal, faults, couriers."""

import random
import time
from collections.abc import Callable, Sequence

from wedsync.sandbox.behaviour import Habits, Step, story
from wedsync.sandbox.clock import Clock
from wedsync.sandbox.config import Config
from wedsync.sandbox.courier import Courier
from wedsync.sandbox.faults import Faults
from wedsync.sandbox.journal import Journal
from wedsync.sandbox.ledger import Accepted, Draft, Ledger
from wedsync.sandbox.planning import Planner
from wedsync.sandbox.provider import Voice
from wedsync.sandbox.weather import Weather
from wedsync.sandbox.wire import Unfit


class World:
    """Touched by one event loop only; the couriers' threads keep to their errands."""

    def __init__(self, config: Config, source: Callable[[], float] = time.time) -> None:
        self.config = config
        self.clock = Clock(source)
        self.ledger = Ledger(config.body_megabytes * 1_000_000, config.ledger)
        self.journal = Journal(config.journal_size)
        self.faults = Faults()
        self.courier = Courier(self.clock, config.webhook_url, config.retries, config.couriers)
        self.weather = Weather()
        self.listing_lag = 0.0  # seconds until what happened shows in a provider's own lists
        self._dice = random.Random(config.seed)  # noqa: S311 -- repeatable on purpose
        self._habits = Habits(config.open_rate, config.click_rate, config.seed, config.tempo)

    def accept(self, provider: Voice, drafts: Sequence[Draft]) -> list[Accepted]:
        """Record them all, then let their stories begin. Raises OSError when the ledger's file
        can't be written: then nothing was accepted."""
        accepted = self.ledger.accept(provider.key, drafts, self.clock.now(), self._tell)
        self.report(provider, accepted)
        return accepted

    def report(self, provider: Voice, accepted: Sequence[Accepted]) -> None:
        """Let their stories begin: webhooks and visits, as the weather has it."""
        if base := self.config.webhook_url:
            planner = Planner(base, self._html, self.weather, self._dice)
            self.courier.send(due for one in accepted for due in planner.plan(one, provider))

    def hear(self, voice: Voice, draft: Draft) -> Accepted:
        """Somebody wrote this; `voice` tells of it. Raises Unfit when there is nobody to tell."""
        if not self.config.webhook_url:
            raise Unfit("There is no webhook URL to tell of it.")
        heard = Accepted(0, self.clock.now(), voice.key, draft, "", draft.story or ())
        self.report(voice, [heard])
        return heard

    def listed(self, at: float) -> bool:
        """Does what happened then show in a provider's own lists by now?"""
        return at + self.listing_lag <= self.clock.now()

    def set_weather(self, weather: Weather) -> None:
        self.weather = weather
        self._dice = random.Random(weather.seed or self.config.seed)  # noqa: S311 -- repeatable

    def flush(self) -> None:
        self.courier.flush(self._dice if self.weather.shuffle else None)

    def move_clock(self, offset: float) -> None:
        self.clock.offset = offset
        self.courier.wake()

    def reset(self) -> None:
        """As after a start; the ledger's file stays as it is."""
        self.courier.clear()
        self.ledger.clear()
        self.journal.clear()
        self.faults.clear()
        self.set_weather(Weather())
        self.listing_lag = 0.0
        self.move_clock(0)

    def _tell(self, draft: Draft, nth: int) -> tuple[Step, ...]:
        if draft.story is not None:
            return draft.story
        steps = [step for to in draft.to for step in story(to, nth, self._habits)]
        return tuple(sorted(steps, key=lambda step: step.after))

    def _html(self, seq: int) -> str:
        html, _ = self.ledger.body(seq) or ("", "")
        return html
