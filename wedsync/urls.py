"""Every address of the house."""

from django.contrib import admin
from django.urls import include, path

from campaigns.emergencies.public import acknowledge
from crm_connectors import inbound
from crm_connectors.inquiries import page as inquiry_page
from messaging import (
    in_browser,
    opt_in_page,
    person_page,
    preference_page,
    public,
    push_page,
    webhooks,
)
from wedsync.dashboard import health, metrics

house = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("wedsync.api.urls")),
    path("", include("wedsync.dashboard.urls")),
]
provider_hooks = [
    path("hooks/inbound/<str:door>/", inbound.receive, name="hook-inbound"),
    path("hooks/<slug:provider>/", webhooks.webhook, name="hook"),
    path("hooks/<slug:provider>/<uuid:account_id>/", webhooks.webhook, name="hook-of-account"),
    path(
        "hooks/<slug:provider>/<uuid:account_id>/<str:token>/",
        webhooks.webhook,
        name="hook-of-a-call",
    ),
]
links_in_messages = [
    path("u/<str:token>/", public.unsubscribe, name="unsubscribe"),
    path("c/<str:token>/", public.clicked, name="clicked"),
    path("o/<str:token>/", public.opened, name="opened"),
    path("v/<str:token>/", in_browser.show, name="in-browser"),
    path("y/<str:token>/", opt_in_page.show, name="opt-in"),
    path("a/<str:token>/", acknowledge, name="acknowledge"),
]
pages_of_people = [
    path("p/<str:token>/", person_page.show, name="person-page"),
    path("p/<str:token>/read/", person_page.read, name="person-page-read"),
    path("p/<str:token>/device/", person_page.device, name="person-page-device"),
    path("p/<str:token>/push/", push_page.start, name="person-page-push"),
    path("p/<str:token>/push/stop/", push_page.stop, name="person-page-push-stop"),
    path("p/<str:token>/worker.js", push_page.worker, name="person-page-worker"),
    path("p/<str:token>/app.webmanifest", push_page.manifest, name="person-page-manifest"),
    path("s/<str:token>/", preference_page.show, name="preferences"),
    path("i/<str:door>/", inquiry_page.show, name="inquiry"),
]
signs_of_life = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]

urlpatterns = [
    *house,
    *provider_hooks,
    *links_in_messages,
    *pages_of_people,
    *signs_of_life,
]
