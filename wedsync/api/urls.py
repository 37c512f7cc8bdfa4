"""The addresses of the API, version 1."""

from typing import Any

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from wedsync.api import reference
from wedsync.api.accounts import Accounts
from wedsync.api.bulk import Bulk
from wedsync.api.campaigns import Campaigns
from wedsync.api.clients import Clients
from wedsync.api.consents import Consents
from wedsync.api.emergencies import Emergencies
from wedsync.api.enrollments import Enrollments
from wedsync.api.experiments import Experiments
from wedsync.api.lost import Lost
from wedsync.api.messages import Messages
from wedsync.api.nouns import Door
from wedsync.api.offers import Offers
from wedsync.api.people import People
from wedsync.api.reflows import Reflows
from wedsync.api.segments import Segments
from wedsync.api.steps import Steps
from wedsync.api.suppressions import Suppressions
from wedsync.api.templates import Templates
from wedsync.api.timelines import Timelines
from wedsync.api.usage import Usage
from wedsync.api.webhooks import Deliveries, Hooks, Webhooks
from wedsync.api.weddings import Weddings

NOUNS: dict[str, type[Door[Any]]] = {
    "accounts": Accounts,
    "bulk": Bulk,
    "campaigns": Campaigns,
    "clients": Clients,
    "consents": Consents,
    "deliveries": Deliveries,
    "emergencies": Emergencies,
    "enrollments": Enrollments,
    "experiments": Experiments,
    "hooks": Hooks,
    "messages": Messages,
    "offers": Offers,
    "people": People,
    "reflows": Reflows,
    "segments": Segments,
    "steps": Steps,
    "suppressions": Suppressions,
    "templates": Templates,
    "timelines": Timelines,
    "usage": Usage,
    "webhooks": Webhooks,
    "weddings": Weddings,
}
router = SimpleRouter(use_regex_path=False)
for prefix, noun in NOUNS.items():
    router.register(prefix, noun, noun.called)

urlpatterns = [
    *router.urls,
    path("openapi.json", reference.document, name="api-document"),
    path("reference/", reference.swagger, name="api-reference"),
    path("redoc/", reference.redoc, name="api-redoc"),
    re_path(r"^(?P<rest>[\s\S]+)\Z", Lost.as_view(), name="api-lost"),  # line breaks, too
]
