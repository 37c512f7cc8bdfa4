"""The addresses of the API, version 1."""

from rest_framework.routers import SimpleRouter

from wedsync.api import views
from wedsync.api.campaigns import Campaigns

router = SimpleRouter(use_regex_path=False)
router.register("clients", views.Clients, "api-client")
router.register("people", views.People, "api-person")
router.register("weddings", views.Weddings, "api-wedding")
router.register("templates", views.Templates, "api-template")
router.register("messages", views.Messages, "api-message")
router.register("campaigns", Campaigns, "api-campaign")

urlpatterns = router.urls
