"""A vendor's own key for a writer: sealed, used instead of the house's, never shown again."""

from personalization.copy.access import writers
from personalization.models import WriterAccount
from wedsync.lib.ids import uuid7
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

SHORTEST = 8  # characters; anything shorter is a slip of the hand


def set_key(vendor: Vendor, *, writer: str, model: str, api_key: str, actor: str) -> None:
    """Takes the place of an earlier one. Raises Refusal."""
    if writer not in writers():
        raise Refusal("There is no such writer.", code="unknown")
    if len(api_key.strip()) < SHORTEST or not model.strip():
        raise Refusal("It takes a model's name and a whole key.", code="too_short")
    WriterAccount.objects.filter(vendor=vendor).delete()
    account = WriterAccount(id=uuid7(), vendor=vendor, writer=writer, model=model.strip())
    account.seal(api_key.strip())
    account.save(force_insert=True)
    data = {"writer": writer, "model": account.model}
    record(vendor, "copy.key_set", account, actor=actor, data=data)


def forget_key(vendor: Vendor, *, actor: str) -> None:
    """From then on the house's is used, if it has one."""
    for account in WriterAccount.objects.filter(vendor=vendor):
        record(vendor, "copy.key_forgotten", account, actor=actor)
        account.delete()
