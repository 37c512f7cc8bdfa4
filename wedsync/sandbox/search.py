"""What somebody looks for on the front page: words, a channel, a recipient; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from wedsync.sandbox.channels import channel_of
from wedsync.sandbox.ledger import Accepted


@dataclass(frozen=True)
class Search:
    """All of it must fit; "" fits everything. `words` are looked for in addresses and subject."""

    words: str = ""
    channel: str = ""
    to: str = ""

    def fits(self, one: Accepted) -> bool:
        told = (one.draft.subject, *one.draft.to)
        return (
            self.channel in {"", channel_of(one.provider)}
            and (not self.to or self.to in one.draft.to)
            and any(self.words.lower() in text.lower() for text in told)
        )

    def query(self, page: int = 1) -> str:
        told = {"q": self.words, "channel": self.channel, "to": self.to}
        told["page"] = str(page) if page > 1 else ""
        return urlencode({name: text for name, text in told.items() if text})

    def by(self, channel: str) -> "Search":
        return replace(self, channel=channel)


def asked(query: Mapping[str, str]) -> Search:
    return Search(query.get("q", "").strip(), query.get("channel", ""), query.get("to", ""))
