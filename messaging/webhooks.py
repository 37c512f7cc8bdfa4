"""Where providers tell us what became of a message: verify, store once, answer."""

from collections.abc import Sequence
from uuid import UUID

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now as current_time
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from messaging.models import InboxEvent, ProviderAccount
from messaging.providers.protocol import BadWebhook, Report
from messaging.route import providers
from messaging.tasks import apply_events
from wedsync.lib.ids import uuid7
from wedsync.lib.later import later
from wedsync.vendors.tenancy import operator

log = structlog.get_logger(__name__)

LARGEST = 1_000_000  # bytes


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, provider: str, account_id: UUID | None = None) -> HttpResponse:
    """`/hooks/<provider>/` for the platform's accounts, `…/<account>/` for a vendor's own.

    400 for anything not provably from the provider, 404 for a provider or account we don't have.
    """
    if provider not in providers():
        return _no("there is no such provider", 404)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _no("too large", 413)
    with operator():
        accounts = list(ProviderAccount.objects.filter(provider=provider, **_which(account_id)))
        if not accounts:
            return _no("there is no such account", 404)
        try:
            account, reports = _verified(accounts, request)
        except BadWebhook as problem:
            log.warning("webhook refused", provider=provider, why=str(problem))
            return _no(str(problem), 400)
        store(account, reports)
        later(apply_events)
    return HttpResponse("ok", content_type="text/plain")


def store(account: ProviderAccount, reports: Sequence[Report]) -> None:
    """Once per event key: providers repeat themselves, and may do so for days."""
    InboxEvent.objects.bulk_create(
        [
            InboxEvent(
                id=uuid7(),
                account=account,
                event_key=report.event_key,
                kind=report.kind,
                message_id=report.message_id,
                provider_message_id=report.provider_message_id,
                occurred_at=report.occurred_at,
                payload=dict(report.detail),
            )
            for report in reports
        ],
        ignore_conflicts=True,
    )


def _which(account_id: UUID | None) -> dict[str, object]:
    return {"pk": account_id} if account_id else {"vendor__isnull": True}


def _verified(
    accounts: Sequence[ProviderAccount], request: HttpRequest
) -> tuple[ProviderAccount, Sequence[Report]]:
    """The account whose secret signed it. Raises BadWebhook."""
    problem = BadWebhook("no secret is configured")
    for account in accounts:
        secret = account.unseal().get("webhook_secret", "")
        if not secret:
            continue
        try:
            provider = providers()[account.provider]
            headers = {name.lower(): value for name, value in request.headers.items()}
            return account, provider.read_webhook(secret, headers, request.body, current_time())
        except BadWebhook as error:
            problem = error
    raise problem


def _no(why: str, status: int) -> HttpResponse:
    return HttpResponse(why, status=status, content_type="text/plain")
