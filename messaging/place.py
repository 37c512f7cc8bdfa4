"""A letter of somebody nobody knew, once it is known whose it is."""

from uuid import UUID

from django.utils.timezone import now as current_time

from messaging.inbound import thread_of
from messaging.models import Inbound, ToDo
from messaging.writer import Writer
from wedsync.weddings.models import Person, Wedding


def place(letter_id: UUID, person: Person, wedding: Wedding) -> None:
    """Put it into their thread, and take back the question who wrote it; as the tenant.

    Twice is once.
    """
    letter = Inbound.objects.select_for_update().get(pk=letter_id)
    if letter.thread_id is not None:
        return
    letter.thread = thread_of(Writer(letter.vendor_id, person, wedding), letter.at)
    letter.save(update_fields=["thread"])
    asked = ToDo.objects.filter(vendor=letter.vendor_id, done_at=None)
    asked.filter(key=f"reply:{letter.channel}:{letter.address}"[:200]).update(
        done_at=current_time()
    )
