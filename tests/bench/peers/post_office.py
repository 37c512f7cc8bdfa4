"""django-post_office: bodies made while it queues in bulk, sent by 2 processes of 4 threads."""

from django.db import connection
from django.utils.timezone import now
from post_office import mail
from post_office.models import STATUS, Email

from tests.bench.peers.letters import SENDER, parts
from tests.bench.peers.models import Guest

CHUNK = 500
PROCESSES = 2


def run(size: int) -> None:
    queue()
    while Email.objects.filter(status=STATUS.queued).exists():
        mail.send_queued(processes=PROCESSES)
        connection.close()  # its forked children have ended the session they shared
    if Email.objects.filter(status=STATUS.sent).count() != size:
        raise SystemExit("post_office: not everything was sent")


def queue() -> None:
    waiting = []
    for guest in Guest.objects.iterator(CHUNK):
        waiting.append(_arguments(guest))
        if len(waiting) == CHUNK:
            mail.send_many(waiting)
            waiting = []
    mail.send_many(waiting)


def _arguments(guest: Guest) -> dict[str, object]:
    made = parts(guest, now().date())
    return {
        "recipients": [guest.email],
        "sender": SENDER,
        "subject": made["subject"],
        "message": made["text"],
        "html_message": made["html"],
        "headers": made["headers"],
    }
