"""Where providers report, and people write back: verify, store once, answer."""

from collections.abc import Iterator, Sequence
from uuid import UUID

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now as current_time
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from messaging import crash
from messaging.links import handover_of
from messaging.models import InboxEvent, ProviderAccount
from messaging.providers.protocol import REPLY, BadWebhook, Hook, Reply, Report
from messaging.route import providers
from messaging.tasks import apply_events
from wedsync.lib.ids import uuid7
from wedsync.lib.later import later
from wedsync.lib.tokens import BadToken
from wedsync.vendors.tenancy import operator

log = structlog.get_logger(__name__)

LARGEST = 1_000_000  # bytes
LARGEST_LETTER = 25_000_000  # pictures of the venue come along

Heard = Sequence[tuple[ProviderAccount, Report | Reply]]


@csrf_exempt
@require_POST
def webhook(
    request: HttpRequest, provider: str, account_id: UUID | None = None, token: str = ""
) -> HttpResponse:
    """`/hooks/<provider>/` for the platform's accounts, `…/<account>/` for a vendor's own, and
    `…/<account>/<token>/` for reports about one call.

    400 for anything not provably from the provider, 404 for a provider or account we don't have.
    """
    if provider not in providers():
        return _no("there is no such provider", 404)
    most = LARGEST_LETTER if request.content_type == "multipart/form-data" else LARGEST
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        return _no("too large", 413)
    with operator():
        accounts = list(ProviderAccount.objects.filter(provider=provider, **_which(account_id)))
        if not accounts:
            return _no("there is no such account", 404)
        try:
            heard = _verified(accounts, request)
            handover_id = handover_of(token) if token else None
        except (BadWebhook, BadToken) as problem:
            log.warning("webhook refused", provider=provider, why=str(problem))
            return _no(str(problem), 400)
        store(heard, handover_id)
        crash.point("before_stored")
        later(apply_events)
    return HttpResponse("ok", content_type="text/plain")


def store(heard: Heard, handover_id: UUID | None = None) -> None:
    """Once per event key: providers repeat themselves, and may do so for days."""
    InboxEvent.objects.bulk_create(
        [_event(account, one, handover_id) for account, one in heard], ignore_conflicts=True
    )


def _event(account: ProviderAccount, one: Report | Reply, handover_id: UUID | None) -> InboxEvent:
    event = InboxEvent(
        id=uuid7(),
        account=account,
        event_key=one.event_key,
        handover_id=handover_id,
        provider_message_id=one.provider_message_id,
        occurred_at=one.occurred_at,
    )
    if isinstance(one, Reply):
        event.kind, event.payload = REPLY, _written(one)
    else:
        event.kind, event.payload = one.kind, dict(one.detail)
        event.message_id = one.message_id
        event.handover_id = handover_id or one.handover_id
    return event


def _written(reply: Reply) -> dict[str, object]:
    return {
        "channel": reply.channel,
        "from": reply.sender,
        "to": reply.to,
        "subject": reply.subject,
        "text": reply.text,
        "answers": reply.answers,
        "media": reply.media,
        "automatic": reply.automatic,
        "acted_on": reply.acted_on,
        "announced": reply.announced,
    }


def _which(account_id: UUID | None) -> dict[str, object]:
    return {"pk": account_id} if account_id else {"vendor__isnull": True}


def _verified(accounts: Sequence[ProviderAccount], request: HttpRequest) -> Heard:
    """What was said, each with the account it belongs to. Raises BadWebhook."""
    hook = Hook(
        url=settings.PUBLIC_URL + request.get_full_path(),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=request.body,
    )
    now, problem = current_time(), BadWebhook("no secret is configured")
    for account, secret in _secrets(accounts):
        try:
            said = providers()[account.provider].read_webhook(secret, hook, now)
        except BadWebhook as error:
            problem = error
        else:
            return [(_meant(one, account, accounts), one) for one in said]
    raise problem


def _secrets(accounts: Sequence[ProviderAccount]) -> Iterator[tuple[ProviderAccount, str]]:
    for account in accounts:
        held = account.unseal()
        for name in providers()[account.provider].signed_by.split():
            if secret := held.get(name, ""):
                yield account, secret


def _meant(
    one: Report | Reply, account: ProviderAccount, accounts: Sequence[ProviderAccount]
) -> ProviderAccount:
    """One secret may serve two channels, such as SMS and WhatsApp: a reply says which it is."""
    if isinstance(one, Report) or one.channel == account.channel:
        return account
    return next((other for other in accounts if other.channel == one.channel), account)


def _no(why: str, status: int) -> HttpResponse:
    return HttpResponse(why, status=status, content_type="text/plain")
