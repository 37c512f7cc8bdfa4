"""What inbound messages change: who said STOP to whom, and which WhatsApp windows are open."""

from typing import Final

from wedsync.sandbox.clock import Clock

STOP: Final = frozenset(
    {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"}
)
START: Final = frozenset({"start", "yes", "unstop"})
WINDOW: Final = 24 * 3600  # seconds after their last message


class Consent:
    """Kept per sender. Only a message of one word counts, and only by SMS: that Twilio itself
    silences a WhatsApp sender is not known."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._silenced: set[tuple[str, str]] = set()
        self._heard: dict[tuple[str, str], float] = {}

    def hear(self, person: str, sender: str, text: str) -> None:
        word = text.strip().lower()
        if person.startswith("whatsapp:"):
            self._heard[person, sender] = self._clock.now()
        elif word in STOP:
            self._silenced.add((person, sender))
        elif word in START:
            self._silenced.discard((person, sender))

    def silenced(self, person: str, sender: str) -> bool:
        return (person, sender) in self._silenced

    def window_open(self, person: str, sender: str) -> bool:
        heard = self._heard.get((person, sender))
        return heard is not None and self._clock.now() - heard <= WINDOW

    def clear(self) -> None:
        self._silenced.clear()
        self._heard.clear()
