"""A list of mails as a client of Resend writes it: all or nothing, or what is well."""

from typing import Any, Final

from wedsync.sandbox.ledger import Draft
from wedsync.sandbox.providers.resend import mail
from wedsync.sandbox.providers.resend.refusal import Refused, invalid

MOST_MAILS: Final = 100


def read(data: object, key: str, mode: str) -> tuple[list[Draft], list[dict[str, Any]] | None]:
    """Strict: all of them or Refused, errors None. Permissive: what is well, and the errors."""
    if not isinstance(data, list) or not data:
        raise invalid("The batch must be a list of at least one email.")
    if len(data) > MOST_MAILS:
        raise invalid(f"The batch must contain at most {MOST_MAILS} emails.")
    if mode not in {"strict", "permissive"}:
        raise invalid("The `x-batch-validation` header must be `strict` or `permissive`.")
    drafts: list[Draft] = []
    errors: list[dict[str, Any]] = []
    for index, item in enumerate(data):
        try:
            drafts.append(mail.read(item, key=key, batch=True))
        except Refused as refused:
            if mode == "strict":
                raise
            errors.append({"index": index, "message": refused.message})
    return drafts, errors if mode == "permissive" else None
