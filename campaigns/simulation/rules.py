"""A vendor's rules as they might be: what would a season look like with others?"""

from dataclasses import dataclass, replace

from messaging.policy.facts import Cap, Facts
from messaging.policy.hours import Quiet


@dataclass(frozen=True)
class Rules:
    """None: as the facts have it. Only rules of the vendor's own: no law and no consent."""

    cap: Cap | None = None
    quiet: Quiet | None = None
    saturday_blanket: bool | None = None
    peak_keep: int | None = None

    def over(self, facts: Facts) -> Facts:
        """The same facts under these rules."""
        changes: dict[str, object] = {
            "caps": (self.cap,) if self.cap else None,
            "hours": (self.quiet, *facts.hours[1:]) if self.quiet else None,
            "saturday_blanket": self.saturday_blanket,
            "peak_keep": self.peak_keep,
        }
        given = {name: value for name, value in changes.items() if value is not None}
        return replace(facts, **given) if given else facts  # type: ignore[arg-type]  # each of its field's type


AS_THEY_ARE = Rules()
