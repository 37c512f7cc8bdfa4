"""The API's addresses as the document tells them: from the root, and without the house's pages."""

from django.urls import include, path

urlpatterns = [path("api/v1/", include("wedsync.api.urls"))]
