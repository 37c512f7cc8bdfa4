"""A mail as a client of SendGrid writes it, read into Drafts: one for each personalization.

A draft's `tags` are its custom args, which come back merged into every event.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from wedsync.sandbox.addresses import is_address
from wedsync.sandbox.ledger import Draft
from wedsync.sandbox.providers.sendgrid.refusal import Refused

MOST: Final = 1000  # personalizations, and recipients of all of them together
MOST_ARGS: Final = 10_000  # bytes of custom args
MOST_CATEGORIES: Final = 10
RESERVED: Final = frozenset({
    "to", "from", "subject", "reply-to", "cc", "bcc", "dkim-signature", "received",
    "content-type", "content-transfer-encoding", "x-sg-id", "x-sg-eid",
})  # fmt: skip
UNSPOKEN: Final = ("template_id", "send_at", "batch_id", "asm", "mail_settings")


def read(data: object, message_id: str) -> list[Draft]:
    """Raises Refused for the first thing that is wrong."""
    if not isinstance(data, dict):
        raise Refused("Bad Request")
    mail = _Mail(data)
    mail.check()
    drafts = [mail.draft(one, i, message_id) for i, one in enumerate(mail.personalizations())]
    recipients = sum(len(draft.further["all"]) for draft in drafts)
    if recipients > MOST:
        raise Refused("There are a maximum of 1000 recipients per request.", "personalizations")
    return drafts


@dataclass(frozen=True)
class _Mail:
    data: Mapping[str, Any]

    def check(self) -> None:
        for field in UNSPOKEN:
            if self.data.get(field):
                raise Refused(f"The sandbox does not speak SendGrid's {field}.", field)
        if not _addressed(self.data.get("from")):
            raise Refused("The from object must be provided for every email send.", "from.email")
        categories = self.data.get("categories", [])
        if not isinstance(categories, list) or len(categories) > MOST_CATEGORIES:
            raise Refused("The categories must be an array of at most 10.", "categories")

    def personalizations(self) -> list[dict[str, Any]]:
        given = self.data.get("personalizations")
        field = "personalizations"
        if not isinstance(given, list) or not given:
            raise Refused("The personalizations field is required.", field)
        if len(given) > MOST:
            raise Refused("There are a maximum of 1000 personalizations per request.", field)
        if not all(isinstance(one, dict) for one in given):
            raise Refused("Each personalization must be an object.", field)
        return given

    def draft(self, one: Mapping[str, Any], place: int, message_id: str) -> Draft:
        where = f"personalizations.{place}"
        people = {name: _people(one, name, where) for name in ("to", "cc", "bcc")}
        everyone = [address for some in people.values() for address in some]
        if len({address.lower() for address in everyone}) < len(everyone):
            message = "Each email address in the personalization block should be unique."
            raise Refused(message, where)
        words = _texts(one, "substitutions")
        content = self._content()
        return Draft(
            id=f"{message_id}.recvd-sandbox-{place}.0",
            sender=_written(self.data["from"]),
            to=tuple(people["to"]),
            subject=_filled(self._subject(one), words),
            headers=_headers(self.data) | _headers(one),
            tags=self._args(one, where),
            html=_filled(content.get("text/html", ""), words),
            text=_filled(content.get("text/plain", ""), words),
            further={
                "all": everyone,
                "cc": people["cc"],
                "bcc": people["bcc"],
                "categories": self.data.get("categories", []),
                "opens": self._tracked("open_tracking"),
                "clicks": self._tracked("click_tracking"),
            },
        )

    def _subject(self, one: Mapping[str, Any]) -> str:
        subject = one.get("subject") or self.data.get("subject")
        if not isinstance(subject, str) or not subject:
            raise Refused("The subject is required.", "subject")
        return subject

    def _content(self) -> dict[str, str]:
        given = self.data.get("content")
        if not isinstance(given, list) or not given:
            raise Refused("The content field is required.", "content")
        for place, part in enumerate(given):
            value = part.get("value") if isinstance(part, dict) else None
            if not isinstance(value, str) or not value or not isinstance(part.get("type"), str):
                message = "The content value must be a string at least one character in length."
                raise Refused(message, f"content.{place}.value")
        return {part["type"]: part["value"] for part in given}

    def _args(self, one: Mapping[str, Any], where: str) -> dict[str, str]:
        args = _texts(self.data, "custom_args") | _texts(one, "custom_args")
        if len(json.dumps(args).encode()) > MOST_ARGS:
            raise Refused("The custom_args must not exceed 10,000 bytes.", f"{where}.custom_args")
        return args

    def _tracked(self, name: str) -> bool:
        settings = self.data.get("tracking_settings")
        tracking = settings.get(name) if isinstance(settings, dict) else None
        return isinstance(tracking, dict) and bool(tracking.get("enable"))


def _people(one: Mapping[str, Any], name: str, where: str) -> list[str]:
    given = one.get(name, [])
    if not isinstance(given, list) or (name == "to" and not given):
        raise Refused(f"The {name} array is required, with at least one object.", f"{where}.{name}")
    for place, person in enumerate(given):
        if not _addressed(person):
            message = "Does not contain a valid address."
            raise Refused(message, f"{where}.{name}.{place}.email")
    return [person["email"] for person in given]


def _texts(source: Mapping[str, Any], field: str) -> dict[str, str]:
    """SendGrid's whole answer to a number among them is "Bad Request"."""
    given = source.get(field) or {}
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise Refused("Bad Request")
    return dict(given)


def _headers(source: Mapping[str, Any]) -> dict[str, str]:
    headers = _texts(source, "headers")
    for name in headers:
        if name.lower() in RESERVED:
            raise Refused(f"The header {name} is reserved.", f"headers.{name}")
    return headers


def _addressed(person: object) -> bool:
    return isinstance(person, dict) and is_address(person.get("email"))


def _written(person: Mapping[str, Any]) -> str:
    return f"{person['name']} <{person['email']}>" if person.get("name") else str(person["email"])


def _filled(text: str, words: Mapping[str, str]) -> str:
    for place, word in words.items():
        text = text.replace(place, word) if place else text
    return text
