"""Who may call: members as far as their role goes, keys as far as role and scopes go."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from wedsync.vendors.membership import may
from wedsync.vendors.models import ApiKey
from wedsync.vendors.scopes import Scope, right_for

if TYPE_CHECKING:  # rest_framework.views itself loads this module, by its name in the settings
    from rest_framework.views import APIView

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class MayCall(BasePermission):
    """A view says which group of scopes it belongs to and which verb changing needs.

    `group = "weddings"` and `verb = "write"`: GET needs weddings:read, all else weddings:write.
    """

    def has_permission(self, request: Request, view: "APIView") -> bool:
        membership = getattr(request, "membership", None)
        if membership is None:
            return False
        scope = scope_of(view, request.method or "")
        if not may(membership, right_for(scope)):
            self.message = "The role behind this does not allow it."
            return False
        if isinstance(request.auth, ApiKey) and scope not in request.auth.scopes:
            self.message = f"This key lacks the scope {scope}."
            return False
        return True


def scope_of(view: "APIView", method: str) -> Scope:
    """An action may name its own verb: `@action(verb="move")`."""
    group: str = view.group  # type: ignore[attr-defined]  # see Nouns
    verb = "read" if method in READING else view.verb  # type: ignore[attr-defined]  # see Nouns
    return Scope(f"{group}:{verb}")
