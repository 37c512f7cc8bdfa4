"""A vendor's own accounts at providers: connect one, mend it, choose which goes first."""

from collections.abc import Mapping
from uuid import UUID

from messaging.called import called
from messaging.channels.registry import channels
from messaging.credentials import held, keep, too_short
from messaging.models import ProviderAccount
from messaging.news import announce
from messaging.providers.protocol import Begins, Guards, Provider
from messaging.route import providers
from wedsync.lib.refusal import Refusal
from wedsync.vendors.audit import record
from wedsync.vendors.models import Vendor

MOST = 10  # accounts in use, a channel


def connect(
    vendor: Vendor, provider: str, channel: str, credentials: Mapping[str, str], *, actor: str
) -> ProviderAccount:
    """Another account, tried after the vendor's others of that channel. Raises Refusal."""
    known = offered().get(provider)
    if known is None:
        raise Refusal("There is no such provider.", code="no_such_provider")
    if channel not in known.channels:
        raise Refusal(
            "{system} does not carry {channel}.",
            code="not_carried",
            system=called(provider),
            channel=channels()[channel].label if channel in channels() else channel,
        )
    given = _taken(known, credentials, {})
    Vendor.objects.select_for_update().get(pk=vendor.pk)
    _room(vendor.pk, channel)
    made = ProviderAccount(vendor=vendor, provider=provider, channel=channel)
    made.order = max((one.order + 1 for one in _own(made)), default=made.order)
    keep(made, given)
    made.save(force_insert=True)
    data: dict[str, object] = {"provider": provider, "channel": channel}
    return _told(made, "account.connected", actor=actor, data=data)


def give(account: ProviderAccount, credentials: Mapping[str, str], *, actor: str) -> None:
    """What is named replaces what is stored, what is empty stays. In use again. Raises Refusal."""
    locked = _locked(account)
    given = _taken(_provider(locked), credentials, held(locked))
    if not locked.enabled:
        _room(locked.vendor_id, locked.channel)
    keep(locked, given)
    locked.enabled, locked.failures, locked.rests_until = True, 0, None
    fields = ["sealed", "trouble", "enabled", "failures", "rests_until"]
    locked.save(update_fields=fields)
    _told(locked, "account.renewed", actor=actor, data={"given": sorted(given)})


def prefer(account: ProviderAccount, *, actor: str) -> None:
    """The first of the vendor's own of its channel; the others keep their order."""
    locked = _locked(account)
    rest = [one for one in _own(locked) if one.pk != locked.pk]
    for order, one in enumerate([locked, *rest], start=1):
        ProviderAccount.objects.filter(pk=one.pk, vendor=locked.vendor_id).update(order=order)
    _told(locked, "account.preferred", actor=actor)


def use(account: ProviderAccount, *, on: bool, actor: str) -> None:
    """Out of use and back, with its credentials kept. Raises Refusal."""
    locked = _locked(account)
    if locked.enabled == on:
        return
    if on and not sends(locked):
        raise Refusal("Give it new credentials first.", code="no_credentials")
    if on:
        _room(locked.vendor_id, locked.channel)
    locked.enabled = on
    locked.save(update_fields=["enabled"])
    _told(locked, "account.resumed" if on else "account.stopped", actor=actor)


def offered() -> dict[str, Provider]:
    """What a vendor can connect, by key: whatever needs credentials."""
    return {key: one for key, one in providers().items() if one.credentials}


def asked(provider: Provider) -> dict[str, str]:
    """What somebody may type, by name: not the secrets that an account makes by itself."""
    made = provider.made if isinstance(provider, Begins) else ()
    return {name: what for name, what in provider.credentials.items() if name not in made}


def sends(account: ProviderAccount) -> bool:
    """Whether it holds more than what verifies reports, which is all a disconnected one keeps."""
    return bool(set(held(account)) - set(_provider(account).signed_by.split()))


def _taken(
    provider: Provider, credentials: Mapping[str, str], stored: Mapping[str, str]
) -> Mapping[str, str]:
    """Only what this provider asks for, without what was left empty. Raises Refusal."""
    stripped = {name: credentials.get(name, "").strip() for name in asked(provider)}
    given = {name: value for name, value in stripped.items() if value}
    if not given and not isinstance(provider, Begins):
        raise Refusal("Nothing was given.", code="nothing_given")
    for name, value in given.items():
        if too_short(name, value):
            raise Refusal("{name} is too short to be one.", code="too_short", name=name)
    if isinstance(provider, Guards):
        return {**given, **provider.guarded({**stored, **given})}
    return given


def _room(vendor_id: UUID | None, channel: str) -> None:
    used = ProviderAccount.objects.filter(vendor=vendor_id, channel=channel, enabled=True)
    if used.count() >= MOST:
        raise Refusal(
            "At most {most} accounts of a channel are in use at once.", code="too_many", most=MOST
        )


def _own(account: ProviderAccount) -> list[ProviderAccount]:
    """The vendor's of the same channel, the first choice first."""
    ours = ProviderAccount.objects.filter(vendor=account.vendor_id, channel=account.channel)
    return list(ours.order_by("order", "pk"))


def _locked(account: ProviderAccount) -> ProviderAccount:
    if account.vendor_id is None:
        raise Refusal("This account is the house's.", code="not_yours")
    Vendor.objects.select_for_update().get(pk=account.vendor_id)
    return ProviderAccount.objects.select_for_update().get(pk=account.pk)


def _provider(account: ProviderAccount) -> Provider:
    found = offered().get(account.provider)
    if found is None:
        raise Refusal("There is no such provider.", code="no_such_provider")
    return found


def _told(
    account: ProviderAccount, verb: str, *, actor: str, data: dict[str, object] | None = None
) -> ProviderAccount:
    assert account.vendor_id  # noqa: S101 -- the house's were refused before
    record(account.vendor_id, verb, account, actor=actor, data=data)
    announce(account.vendor_id)
    return account
