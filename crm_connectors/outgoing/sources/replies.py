"""What people wrote back."""

from collections.abc import Iterator, Sequence

from crm_connectors.outgoing.sources.happened import Happened, Span, ids
from messaging.models import Inbound

KINDS = {"reply.received": ""}
MOST_TEXT = 2_000


def happened(span: Span, kinds: Sequence[str]) -> Iterator[Happened]:
    if "reply.received" not in kinds:
        return
    for reply in span.of(Inbound.objects.select_related("thread")):
        thread = reply.thread
        data = {
            **ids(
                reply=reply.pk,
                person=thread and thread.person_id,
                wedding=thread and thread.wedding_id,
            ),
            "channel": reply.channel,
            "text": reply.text[:MOST_TEXT],
        }
        yield Happened(reply.pk, "reply.received", reply.at, data)
