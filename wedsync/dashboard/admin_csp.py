"""The content policy of every page, and the looser one that the operators' admin needs."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

from wedsync.vendors.middleware import ADMIN

# unfold's pages run on Alpine, which evaluates attributes, and carry style attributes.
LOOSER = {
    "script-src": ["'self'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
}


class PolicyMiddleware(CSPMiddleware):
    """In the place of django-csp's own; a header that a view has set stays as it is."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(ADMIN) and not parts.replace:
            parts.replace = LOOSER
        return parts
