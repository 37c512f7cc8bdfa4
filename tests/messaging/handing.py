"""Messages that were handed over, without a provider to hand them to."""

from messaging.models import Handed, Handover
from messaging.shift import shift
from messaging.states import State
from tests.factories import MessageFactory
from wedsync.lib.ids import uuid7
from wedsync.vendors.tenancy import tenant


def handed(account, outcome="accepted", **given):
    """One that `account` has accepted (or whatever the outcome says)."""
    message = MessageFactory(**given)
    person = message.person
    address = person.email if message.channel == "email" else person.phone
    with tenant(message.vendor_id):
        call = Handover.objects.create(
            vendor=message.vendor, account=account, provider=account.provider, outcome=outcome
        )
        Handed.objects.create(
            vendor=message.vendor,
            handover=call,
            message=message,
            position=0,
            fence=1,
            open=False,
            address=address,
            provider_message_id=str(uuid7()),
        )
        for state in (State.CLAIMED, State.SENDING, State.ACCEPTED):
            shift([message.pk], state)
    return message
