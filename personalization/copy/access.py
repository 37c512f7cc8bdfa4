"""By whose key, and where, a vendor's copy is written: its own account's, else the house's."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from personalization.models import WriterAccount
from personalization.writers.protocol import Access, Writer
from wedsync.lib.refusal import Refusal
from wedsync.lib.registry import modules_in
from wedsync.lib.sealed import Unsealable
from wedsync.lib.worded import worded

UNSET = worded("No model is set up to write copy: ask your operator, or enter a key of your own.")


@cache
def writers() -> Mapping[str, Writer]:
    """Every writer by key: a module in `writers/` that defines `Writer` with a key is one."""
    found = (getattr(module, "Writer", None) for module in modules_in("personalization.writers"))
    return {cls.key: cls() for cls in found if cls is not None and hasattr(cls, "key")}


@dataclass(frozen=True)
class Way:
    """A writer, the model to ask for, and how to get in."""

    writer: Writer
    model: str
    access: Access


def way_for(vendor_id: UUID) -> Way:
    """The current tenant's. Raises Refusal: nobody has set one up, or its key can't be opened."""
    account = WriterAccount.objects.filter(vendor=vendor_id).first()
    if account is None:
        return _way(settings.AI_WRITER, settings.AI_MODEL, settings.AI_KEY, settings.AI_URL)
    try:
        return _way(account.writer, account.model, account.unseal(), "")
    except Unsealable as error:
        raise Refusal(
            "Your key can't be opened any more: enter it again.", code="sealed"
        ) from error


def _way(key: str, model: str, api_key: str, url: str) -> Way:
    writer = writers().get(key)
    if writer is None or not (model and api_key):
        raise Refusal(UNSET, code="no_writer")
    return Way(writer, model, Access(api_key, _base(writer, url), settings.AI_SECONDS))


def _base(writer: Writer, url: str) -> str:
    """A vendor's key goes to the writer's own address and nowhere else."""
    if settings.SANDBOX_URL:
        return f"{settings.SANDBOX_URL}/{writer.key}{urlsplit(writer.base_url).path}"
    return url or writer.base_url
