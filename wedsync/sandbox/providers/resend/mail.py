"""A mail as a client of Resend writes it: checked, and read into a Draft."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from wedsync.sandbox.ledger import Draft
from wedsync.sandbox.providers.resend.refusal import invalid, missing

MOST_RECIPIENTS: Final = 50
ADDRESS: Final = re.compile(
    r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9-]+\.)+[a-z0-9-]+", re.ASCII | re.IGNORECASE
)
NAMED: Final = re.compile(r"\s*(?P<name>[^<>\r\n]*?)\s*<(?P<address>[^<>]*)>\s*")
TAG: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
FORM: Final = (
    "The email address needs to follow the `email@example.com` or"
    " `Name <email@example.com>` format."
)


def read(data: object, *, key: str, batch: bool) -> Draft:
    """Raises Refused for the first thing that is wrong, as Resend does."""
    if not isinstance(data, dict):
        raise invalid("Each email must be an object.")
    mail = _Mail(data)
    mail.check_unspoken(batch=batch)
    to = mail.recipients("to")
    return Draft(
        id=str(uuid.uuid4()),
        sender=mail.sender(),
        to=tuple(address(one) for one in to),
        subject=mail.subject(),
        headers=mail.headers(),
        tags=mail.tags(),
        idempotency_key=key,
        story=None,  # as behaviour.py tells it
        **mail.body(),
        further={
            "to": to,
            "cc": mail.recipients("cc"),
            "bcc": mail.recipients("bcc"),
            "reply_to": mail.recipients("reply_to"),
            "attachments": mail.attachments(),
        },
    )


def address(text: str) -> str:
    """`Name <a@b.c>` or `a@b.c` to a@b.c; "" when it is neither."""
    named = NAMED.fullmatch(text)
    bare = named["address"] if named else text
    return bare if ADDRESS.fullmatch(bare) else ""


@dataclass(frozen=True)
class _Mail:
    data: Mapping[str, Any]

    def sender(self) -> str:
        sender = self.data.get("from")
        if not sender:
            raise missing("from")
        if not isinstance(sender, str) or not address(sender):
            raise invalid(f"Invalid `from` field. {FORM}", "invalid_from_address")
        return sender

    def recipients(self, field: str) -> list[str]:
        """A text or a list of texts; `to` must have at least one."""
        given = self.data.get(field) or []
        listed = [given] if isinstance(given, str) else given
        if not listed and field == "to":
            raise missing("to")
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise invalid(f"Invalid `{field}` field. It must be a text or a list of texts.")
        if len(listed) > MOST_RECIPIENTS:
            raise invalid(f"The `{field}` field must have at most {MOST_RECIPIENTS} addresses.")
        if not all(address(one) for one in listed):
            raise invalid(f"Invalid `{field}` field. {FORM}")
        return listed

    def subject(self) -> str:
        subject = self.data.get("subject")
        if not isinstance(subject, str) or not subject:
            raise missing("subject")
        if re.search(r"[\r\n]", subject):
            raise invalid("The `\\n` is not allowed in the `subject` field.")
        return subject

    def body(self) -> dict[str, str]:
        texts = {name: self.data.get(name) or "" for name in ("html", "text")}
        if not all(isinstance(text, str) for text in texts.values()):
            raise invalid("The `html` and `text` fields must be texts.")
        if not any(texts.values()):
            raise invalid("Missing `html` or `text` field.", "missing_required_field")
        return texts

    def headers(self) -> dict[str, str]:
        headers = self.data.get("headers") or {}
        if not isinstance(headers, dict):
            raise invalid("The `headers` field must be an object.")
        if not all(isinstance(text, str) for text in headers.values()):
            raise invalid("The values of the `headers` field must be texts.")
        if re.search(r"[\r\n]", "".join([*headers, *headers.values()])):
            raise invalid("The `\\n` is not allowed in the `headers` field.")
        return dict(headers)

    def tags(self) -> dict[str, str]:
        tags = self.data.get("tags") or []
        if not isinstance(tags, list) or not all(isinstance(tag, dict) for tag in tags):
            raise invalid("The `tags` field must be a list of objects with `name` and `value`.")
        named = {tag.get("name"): tag.get("value") for tag in tags}
        for text in (*named, *named.values()):
            if not isinstance(text, str) or not TAG.fullmatch(text):
                raise invalid(
                    "Tags should only contain ASCII letters, numbers, underscores, or dashes,"
                    " and be 1 to 256 characters long."
                )
        return named

    def attachments(self) -> list[str]:
        """Their file names; what is in them is not kept."""
        attachments = self.data.get("attachments") or []
        if not isinstance(attachments, list):
            raise invalid("The `attachments` field must be a list.")
        for one in attachments:
            if not isinstance(one, dict) or not (one.get("content") or one.get("path")):
                message = "Attachment must have either a `content` or `path`."
                raise invalid(message, "invalid_attachment")
        return [str(one.get("filename", "")) for one in attachments]

    def check_unspoken(self, *, batch: bool) -> None:
        """Better refused than sent otherwise than asked for."""
        if batch and self.data.get("attachments"):
            raise invalid("The `attachments` field is not supported in a batch.")
        for field in ("scheduled_at", "template", "topic_id"):
            if self.data.get(field):
                raise invalid(f"The sandbox does not speak Resend's `{field}`.")
