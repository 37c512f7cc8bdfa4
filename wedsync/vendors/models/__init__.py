"""Vendors and their seats, the keys that programs sign in with, and what happened."""

from wedsync.vendors.models.api_key import ApiKey
from wedsync.vendors.models.invitation import Invitation
from wedsync.vendors.models.saved_view import SavedView
from wedsync.vendors.models.sealed_row import SealedRow
from wedsync.vendors.models.stored_answer import StoredAnswer
from wedsync.vendors.models.support_visit import SupportLook, SupportVisit
from wedsync.vendors.models.switch import Feature, Switch
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
    "Feature",
    "Invitation",
    "Kind",
    "Membership",
    "Role",
    "SavedView",
    "SealedRow",
    "StoredAnswer",
    "SupportLook",
    "SupportVisit",
    "Switch",
    "TenantModel",
    "Vendor",
]
