"""Who asks: the vendor, and how the audit trail names them."""

from rest_framework.request import Request

from wedsync.vendors.models import ApiKey, Vendor


def vendor_of(request: Request) -> Vendor:
    """Whose member or key is asking; the permission class lets nobody else come this far."""
    vendor: Vendor = request.vendor  # type: ignore[attr-defined]  # TenantMiddleware
    return vendor


def actor(request: Request) -> str:
    """`key:<prefix>` for a program, `user:<id>` for a person in a browser."""
    if isinstance(request.auth, ApiKey):
        return f"key:{request.auth.prefix}"
    return person(request)


def person(request: Request) -> str:
    """The person behind it: where two people must agree, a key is no second person."""
    return f"user:{request.user.pk}"
