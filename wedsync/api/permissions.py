"""Who may call: members of a vendor, as far as their role goes."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from wedsync.vendors.membership import Right, may

if TYPE_CHECKING:  # rest_framework.views itself loads this module, by its name in the settings
    from rest_framework.views import APIView


class IsMember(BasePermission):
    """Looking needs a seat; a view names the right that writing needs (`right = Right.SEND`)."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        membership = getattr(request, "membership", None)
        if membership is None:
            return False
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return may(membership, Right.LOOK)
        return may(membership, getattr(view, "right", Right.WRITE))
