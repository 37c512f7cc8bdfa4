"""Vendors and their seats, the keys that programs sign in with, and what happened."""

from wedsync.vendors.models.api_key import ApiKey
from wedsync.vendors.models.stored_answer import StoredAnswer
from wedsync.vendors.models.tenant import (
    BrandVoice,
    Event,
    Kind,
    Membership,
    Role,
    TenantModel,
    Vendor,
)

__all__ = [
    "ApiKey",
    "BrandVoice",
    "Event",
    "Kind",
    "Membership",
    "Role",
    "StoredAnswer",
    "TenantModel",
    "Vendor",
]
